import { datesOf } from '@lanbi/evaluation';
import { comparedUnder, dustText, figures, shortfallText } from '@lanbi/query';
import {
  AIR_POLLUTANT_NAMES,
  AIR_POLLUTANTS,
  type AirPollutant,
  formatInstant,
  type Instant,
  isMissing,
  roundHalfEven,
  shortfallsOf,
} from '@lanbi/standards';
import { goodDaysPart } from './air.ts';
import { type Block, type Document, heading, paragraph, table } from './blocks.ts';
import type { AirPart, Bulletin, CoveragePart, WholeAir } from './parts.ts';
import { periodWords } from './title.ts';
import { waterBlocks } from './water-blocks.ts';
import { type Language, say, type Wording } from './wording.ts';
import type { Words } from './words.ts';

/** µg/m³ without, CO mg/m³ with one decimal (GB 3095), half to even (GB/T 8170). */
function concentration(pollutant: AirPollutant, value: number | null | undefined): string {
  const digits = pollutant === 'co' ? 1 : 0;
  return value === null || value === undefined ? '—' : roundHalfEven(value, digits).toFixed(digits);
}

function pollutantRows(air: AirPart, { lang }: Wording): string[][] {
  const { whole, concentrationsYearEarlier: before } = air;
  if (!whole) return [];
  const { concentrations, composite, primaryDays } = whole.figure.body;
  const [means, terms] = [figures(concentrations).values, figures(composite.terms).values];
  return AIR_POLLUTANTS.map((of) => {
    const { symbol, unit, [lang]: name } = AIR_POLLUTANT_NAMES[of];
    return [
      lang === 'zh' ? `${name} ${symbol}` : `${symbol}, ${name}`,
      concentration(of, means[of]),
      concentration(of, before[of]),
      unit,
      terms[of]?.toFixed(2) ?? '—',
      String(primaryDays[of]),
    ];
  });
}

/** Why there is no index: what its missing terms share, else that some are missing. */
function whyNot(
  {
    reason,
    missing,
  }: { readonly reason?: string | undefined; readonly missing: Readonly<Partial<Record<string, string>>> },
  { reasons }: Words,
): string {
  const [first, ...others] = new Set(Object.values(missing));
  const found = first !== undefined && others.length === 0 ? first : reason;
  return reasons[found ?? 'no-data'] ?? found ?? '';
}

function indexText({ whole }: AirPart, bulletin: Bulletin, { words, lang }: Wording): string[] {
  if (!whole) return [];
  const [span, name] = [periodWords(bulletin.id)[lang], bulletin.region?.name[lang] ?? ''];
  const { composite } = whole.figure.body;
  const short = shortfallsOf(whole.figure.validity);
  const why = short.length === 0 ? undefined : shortfallText(short)[lang];
  if (isMissing(composite.index)) {
    const { missing } = figures(composite.terms);
    return [
      words.noIndex(span, name, whyNot({ reason: composite.index.missing, missing }, words)),
      ...(why === undefined ? [] : [words.lacking(why)]),
    ];
  }
  return [
    words.index(span, name, composite.index.toFixed(2)),
    ...(why === undefined ? [] : [words.insufficient(why)]),
    ...changesText(whole, bulletin.editions, words),
  ];
}

const THAN = ['periodBefore', 'yearEarlier'] as const;

/** The changes of an index, and which earlier periods do not have enough days. */
function changesText(
  { figure, changes }: WholeAir,
  { compare }: Bulletin['editions'],
  words: Words,
): string[] {
  const used = THAN.map((than) => ({ than, ...comparedUnder(changes[than], compare) }));
  const compared = used
    // Of a year both are the same.
    .filter(({ than }) => figure.period !== 'year' || than === 'yearEarlier')
    .map(({ than, change }) => (isMissing(change) ? words.notCompared(than) : words.changed(than, change)));
  const short = used.filter(
    ({ change, figure: earlier }) => !isMissing(change) && earlier.validity.kind !== 'valid',
  );
  return [...compared, ...short.map(({ than }) => words.insufficientBefore(than))];
}

function goodDaysText({ whole, goodDaysYearEarlier: before }: AirPart, { words }: Wording): string[] {
  if (!whole) return [];
  const { good, valid, ratio, withoutDust } = goodDaysPart(whole.figure);
  if (ratio === null) return [];
  const sentences = [words.goodDays(good, valid, ratio.toFixed(1))];
  if (withoutDust && withoutDust.ratio !== null)
    sentences.push(
      words.goodDaysWithoutDust(withoutDust.good, withoutDust.valid, withoutDust.ratio.toFixed(1)),
    );
  if (before === null || before.ratio === null) return sentences;
  return [
    ...sentences,
    words.goodDaysBefore(before.ratio.toFixed(1), Number((ratio - before.ratio).toFixed(1))),
  ];
}

const dustSentence = ({ whole }: AirPart, { words, lang }: Wording): string[] =>
  whole?.figure.body.dust ? [words.dust(dustText(whole.figure.body.dust)[lang])] : [];

function primaryText({ whole }: AirPart, { words }: Wording): string[] {
  if (!whole) return [];
  const days = Object.entries(whole.figure.body.primaryDays)
    .filter(([, count]) => count > 0)
    .sort(([, a], [, b]) => b - a)
    .map(([of, count]) => words.primaryOn(AIR_POLLUTANT_NAMES[of as AirPollutant].symbol, count));
  return [days.length > 0 ? words.primaryDays(days) : words.noPrimary];
}

const rankingRows = ({ ranked }: AirPart, { words, lang }: Wording): string[][] =>
  ranked.map(({ rank, name, index, reason, missing, change, rankByChange, goodDays, primary }) => [
    say.count(rank),
    name[lang],
    index === null ? whyNot({ reason, missing }, words) : index.toFixed(2),
    say.signed(change.periodBefore, 2),
    say.signed(change.yearEarlier, 2),
    say.count(rankByChange),
    `${goodDays.good} / ${goodDays.valid}`,
    say.fixed(goodDays.ratio, 1),
    primary.map((of) => AIR_POLLUTANT_NAMES[of as AirPollutant].symbol).join(words.comma) || '—',
  ]);

function airBlocks(bulletin: Bulletin, wording: Wording): Block[] {
  const { words } = wording;
  const { air, absent } = bulletin;
  if (!air) return [heading(words.headings.air), paragraph(words.absent.air[absent.air ?? 'no-data'] ?? '')];
  const text = [
    ...indexText(air, bulletin, wording),
    ...dustSentence(air, wording),
    ...goodDaysText(air, wording),
    ...primaryText(air, wording),
  ];
  return [
    heading(words.headings.air),
    ...(text.length > 0 ? [paragraph(...text)] : []),
    ...table(words.captions.pollutants, words.heads.pollutants, pollutantRows(air, wording)),
    ...(air.ranked.length > 0 ? [heading(words.headings.ranking)] : []),
    ...table(words.captions.ranking, words.heads.ranking, rankingRows(air, wording)),
  ];
}

const coverageText = (found: CoveragePart | null): string =>
  found === null ? '—' : `${found.observed} / ${found.expected} (${say.fixed(found.percent, 1)} %)`;

function completenessBlocks({ air, completeness }: Bulletin, { words, lang }: Wording): Block[] {
  const rows = (air?.ranked ?? []).map(({ name, coverage: { expected, observed, percent } }) => [
    name[lang],
    String(expected),
    String(observed),
    say.fixed(percent, 1),
  ]);
  const { facts, comma } = words;
  const parts = [
    `${facts.airDays} ${coverageText(completeness.air)}`,
    `${facts.sections} ${coverageText(completeness.water)}`,
    `${facts.results} ${coverageText(completeness.waterResults)}`,
  ];
  return [
    heading(words.headings.completeness),
    paragraph(parts.join(comma)),
    ...table(words.captions.airDays, words.heads.airDays, rows),
  ];
}

/** Remarks on editions of air: where another one was asked for, or several were in force. */
function otherEdition(
  { asked, method, changedWithin, compare, earlier, otherThen }: Bulletin['editions'],
  { editions, comma }: Words,
): string[] {
  const own = asked !== null ? [editions.asked(asked)] : changedWithin ? [editions.changed('')] : [];
  const then = compare === 'in-force' ? [editions.inForce(earlier.join(comma))] : [];
  const same = otherThen && compare === 'same-edition' ? [editions.sameEdition(earlier.join(comma))] : [];
  const why = [...own, ...then, ...same];
  return method === 'ranking' ? why : [...why, editions.method(method)];
}

function editionBlocks({ air, water, editions }: Bulletin, { words }: Wording): Block[] {
  const { gb3095, hj633, hj663, ranking, gb3838, waterAssessment } = editions;
  const { comma } = words;
  const ofAir = [...gb3095, ...hj633, ...hj663, ranking].join(comma);
  const ofWater = [gb3838, waterAssessment].filter((id) => id !== null).join(comma);
  return [
    heading(words.headings.editions),
    paragraph(air ? words.editions.air(ofAir) : '', water ? words.editions.water(ofWater) : ''),
    ...otherEdition(editions, words).map((text) => paragraph(text)),
  ];
}

/** First and last day. */
const daysText = ({ from, to }: Bulletin): string => datesOf({ from, to }).join(' – ');

/** What a published edition says of itself. */
export interface BulletinEdition {
  /** Such as `2026-09-baoding-1`. */
  readonly number: string;
  readonly at: Instant;
  readonly dataVersion: string;
  /** Why it takes the place of an earlier one. */
  readonly reason?: string | undefined;
}

const editionFacts = (
  edition: BulletinEdition | undefined,
  { words: { facts } }: Wording,
): Document['facts'] =>
  edition === undefined
    ? []
    : [
        [facts.number, edition.number],
        [facts.published, minuteText(edition.at)],
        ...(edition.reason === undefined ? [] : [[facts.correction, edition.reason] as const]),
        [facts.data, edition.dataVersion],
      ];

/** `2026-11-30 06:58`, at +08:00. */
const minuteText = (at: Instant): string => formatInstant(at).slice(0, 16).replace('T', ' ');

/** The bulletin in one language, for people. @param edition of a bulletin that is published */
export function bulletinDocument(bulletin: Bulletin, lang: Language, edition?: BulletinEdition): Document {
  const wording = say.in(lang);
  const { facts, status } = wording.words;
  const { completeness, editions, revision, computedAt } = bulletin;
  return {
    lang,
    title: bulletin.title[lang],
    facts: [
      ...editionFacts(edition, wording),
      [facts.period, daysText(bulletin)],
      [facts.status, status[bulletin.status]],
      ...(editions.asked === null ? [] : [[facts.edition, editions.asked] as const]),
      [facts.airDays, coverageText(completeness.air)],
      [facts.sections, coverageText(completeness.water)],
      [facts.revision, String(revision)],
      [facts.computed, minuteText(computedAt)],
    ],
    blocks: [
      ...airBlocks(bulletin, wording),
      ...waterBlocks(bulletin, wording),
      ...completenessBlocks(bulletin, wording),
      ...editionBlocks(bulletin, wording),
    ],
  };
}

import { comparedUnder, dustText, figures, shortfallText } from '@lanbi/query';
import {
  AIR_POLLUTANT_NAMES,
  AIR_POLLUTANTS,
  type AirPollutant,
  isMissing,
  roundHalfEven,
  type Shortfall,
  shortfallsOf,
} from '@lanbi/standards';
import { goodDaysPart } from './air.ts';
import { type Block, heading, paragraph, table } from './blocks.ts';
import type { AirPart, Bulletin, WholeAir } from './parts.ts';
import { periodWords } from './title.ts';
import { coverageText, editionNames, printedSymbols, say, symbolOf, type Wording } from './wording.ts';
import type { Words } from './words.ts';

/** µg/m³ without, CO mg/m³ with one decimal (GB 3095), half to even (GB/T 8170). */
function concentration(pollutant: AirPollutant, value: number | null | undefined): string {
  const digits = pollutant === 'co' ? 1 : 0;
  return value === null || value === undefined ? '—' : roundHalfEven(value, digits).toFixed(digits);
}

/** A pollutant, and what its value over a period is where it is not the mean. */
function pollutantText(of: AirPollutant, { lang, words }: Wording): string {
  const name = AIR_POLLUTANT_NAMES[of][lang];
  const shown = lang === 'zh' ? `${name} ${symbolOf(of)}` : `${symbolOf(of)}, ${name}`;
  return `${shown}${words.statistics[of] ?? ''}`;
}

function pollutantRows(air: AirPart, wording: Wording): string[][] {
  const { whole, concentrationsYearEarlier: before } = air;
  if (!whole) return [];
  const { concentrations, composite, primaryDays } = whole.figure.body;
  const [means, terms] = [figures(concentrations).values, figures(composite.terms).values];
  return AIR_POLLUTANTS.map((of) => {
    const { unit } = AIR_POLLUTANT_NAMES[of];
    return [
      pollutantText(of, wording),
      concentration(of, means[of]),
      concentration(of, before[of]),
      unit,
      terms[of]?.toFixed(2) ?? '—',
      String(primaryDays[of]),
    ];
  });
}

/** A region without an index: why, of the whole and of its terms. */
interface NoIndex {
  readonly reason?: string | undefined;
  readonly missing: Readonly<Partial<Record<string, string>>>;
}

/** Why there is no index: what its missing terms share, else that some are missing. */
function whyNot({ reason, missing }: NoIndex, { period, editions }: Bulletin, words: Words): string {
  // Percentiles of the days of a year are not those of its parts.
  if (editions.method === 'annex-c' && period !== 'year') return words.annualMethod;
  const [first, ...others] = new Set(Object.values(missing));
  const found = first !== undefined && others.length === 0 ? first : reason;
  return words.reasons[found ?? 'no-data'] ?? found ?? '';
}

/** What falls short over the whole period, and of how many months; without the former each month. */
function shortText(shortfalls: readonly Shortfall[], { words, lang }: Wording): string | undefined {
  if (shortfalls.length === 0) return undefined;
  const whole = shortfalls.filter(({ period }) => !/^\d{4}-\d{2}$/.test(period ?? ''));
  if (whole.length === 0) return shortfallText(shortfalls)[lang];
  const months = shortfalls.length - whole.length;
  return shortfallText(whole)[lang] + (months > 0 ? words.monthsToo(months) : '');
}

function indexText({ whole }: AirPart, bulletin: Bulletin, wording: Wording): string[] {
  if (!whole) return [];
  const { words, lang } = wording;
  const [span, name] = [periodWords(bulletin.id)[lang], bulletin.region?.name[lang] ?? ''];
  const { composite } = whole.figure.body;
  const why = shortText(shortfallsOf(whole.figure.validity), wording);
  if (isMissing(composite.index)) {
    const { missing } = figures(composite.terms);
    return [
      words.noIndex(span, name, whyNot({ reason: composite.index.missing, missing }, bulletin, words)),
      ...(why === undefined ? [] : [words.lacking(why)]),
    ];
  }
  return [
    words.index(span, name, composite.index.toFixed(2)),
    ...(why === undefined ? [] : [words.insufficient(why)]),
    ...changesText(whole, bulletin, words),
  ];
}

const THAN = ['periodBefore', 'yearEarlier'] as const;

/** The changes of an index, and which earlier periods do not have enough days. */
function changesText(
  { figure, changes }: WholeAir,
  { period, editions: { compare } }: Bulletin,
  { than: names, notCompared, changed, insufficientBefore }: Words,
): string[] {
  const used = THAN.map((than) => ({
    ...{ than, name: names[period][than] },
    ...comparedUnder(changes[than], compare),
  }));
  const compared = used
    // Of a year both are the same.
    .filter(({ than }) => figure.period !== 'year' || than === 'yearEarlier')
    .map(({ name, change }) => (isMissing(change) ? notCompared(name) : changed(name, change)));
  const short = used.filter(
    ({ change, figure: earlier }) => !isMissing(change) && earlier.validity.kind !== 'valid',
  );
  return [...compared, ...short.map(({ name }) => insufficientBefore(name))];
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
  whole?.figure.body.dust ? [words.dust(printedSymbols(dustText(whole.figure.body.dust)[lang]))] : [];

function primaryText({ whole }: AirPart, { words }: Wording): string[] {
  if (!whole) return [];
  const days = Object.entries(whole.figure.body.primaryDays)
    .filter(([, count]) => count > 0)
    .sort(([, a], [, b]) => b - a)
    .map(([of, count]) => words.primaryOn(symbolOf(of as AirPollutant), count));
  return [days.length > 0 ? words.primaryDays(days) : words.noPrimary];
}

const rankingRows = ({ ranked }: AirPart, bulletin: Bulletin, { words, lang }: Wording): string[][] =>
  ranked.map(({ rank, name, index, reason, missing, change, rankByChange, goodDays, primary }) => [
    say.count(rank),
    name[lang],
    index === null ? whyNot({ reason, missing }, bulletin, words) : index.toFixed(2),
    say.signed(change.periodBefore, 2),
    say.signed(change.yearEarlier, 2),
    say.count(rankByChange),
    `${goodDays.good} / ${goodDays.valid}`,
    say.fixed(goodDays.ratio, 1),
    primary.map((of) => symbolOf(of as AirPollutant)).join(words.comma) || '—',
  ]);

/** By which editions the air is evaluated, and of how many days. */
function basisText({ editions, completeness: { air: coverage } }: Bulletin, wording: Wording): string[] {
  const { words } = wording;
  const ids = [...editions.gb3095, ...editions.hj633, ...editions.hj663];
  return [words.basis.air(editionNames(ids, wording), coverageText(coverage, 'days', words))];
}

/** The air of a region, and the ranking of the regions in it. */
export function airBlocks(bulletin: Bulletin, wording: Wording): Block[] {
  const { words } = wording;
  const { air, absent } = bulletin;
  if (!air) return [heading(words.headings.air), paragraph(words.absent.air[absent.air ?? 'no-data'] ?? '')];
  const text = [
    ...indexText(air, bulletin, wording),
    ...dustSentence(air, wording),
    ...goodDaysText(air, wording),
    ...primaryText(air, wording),
    ...basisText(bulletin, wording),
  ];
  return [
    heading(words.headings.air),
    paragraph(...text),
    ...table(words.captions.pollutants, words.heads.pollutants, pollutantRows(air, wording)),
    ...(air.ranked.length > 0 ? [heading(words.headings.ranking)] : []),
    ...table(words.captions.ranking, words.heads.ranking, rankingRows(air, bulletin, wording)),
  ];
}

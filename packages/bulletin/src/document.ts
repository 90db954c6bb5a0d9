import { datesOf } from '@lanbi/evaluation';
import { editionName, editionTitle } from '@lanbi/query';
import { formatInstant, type Instant } from '@lanbi/standards';
import { airBlocks } from './air-blocks.ts';
import { type Block, type Document, heading, paragraph, table } from './blocks.ts';
import type { Bulletin, CoveragePart } from './parts.ts';
import { daysWords } from './title.ts';
import { waterBlocks } from './water-blocks.ts';
import { coverageText, editionNames, type Language, say, type Wording } from './wording.ts';
import type { Words } from './words.ts';

/** The coverage of air and water, of those that the bulletin has, each with its name. */
function coverageFacts({ air, completeness }: Bulletin, { words }: Wording): Document['facts'] {
  const fact = (name: string, found: CoveragePart | null, of: keyof Words['covered']) =>
    found === null ? [] : [[name, coverageText(found, of, words)] as const];
  return [
    ...fact(words.airDays(air?.ranked.length ?? 0), completeness.air, 'days'),
    ...fact(words.facts.sections, completeness.water, 'sections'),
    ...fact(words.facts.results, completeness.waterResults, 'results'),
  ];
}

function completenessBlocks(bulletin: Bulletin, wording: Wording): Block[] {
  const { words, lang } = wording;
  const rows = (bulletin.air?.ranked ?? []).map(({ name, coverage: { expected, observed, percent } }) => [
    name[lang],
    String(expected),
    String(observed),
    say.fixed(percent, 1),
  ]);
  const sentences = coverageFacts(bulletin, wording).map((fact) => words.sentence(fact.join(words.colon)));
  return [
    heading(words.headings.completeness),
    paragraph(...sentences),
    ...table(words.captions.airDays, words.heads.airDays, rows),
  ];
}

/** Remarks on editions of air: where another one was asked for, or several were in force. */
function otherEdition(
  { asked, method, changedWithin, compare, earlier, otherThen }: Bulletin['editions'],
  wording: Wording,
): string[] {
  const { words, lang } = wording;
  const { editions, methods } = words;
  const before = editionNames(earlier, wording);
  const own =
    asked !== null ? [editions.asked(editionName(asked)[lang])] : changedWithin ? [editions.changed('')] : [];
  const then = compare === 'in-force' ? [editions.inForce(before)] : [];
  const same = otherThen && compare === 'same-edition' ? [editions.sameEdition(before)] : [];
  const why = [...own, ...then, ...same];
  return method === 'ranking' ? why : [...why, editions.method(methods[method] ?? method)];
}

function editionBlocks({ air, water, editions }: Bulletin, wording: Wording): Block[] {
  const { words, lang } = wording;
  const titles = (ids: readonly (string | null)[]) =>
    ids.flatMap((id) => (id === null ? [] : [editionTitle(id)[lang]])).join(words.semicolon);
  const ofAir = titles([...editions.gb3095, ...editions.hj633, ...editions.hj663]);
  const ofWater = titles([editions.gb3838, editions.waterAssessment]);
  return [
    heading(words.headings.editions),
    paragraph(air ? words.editions.air(ofAir) : '', water ? words.editions.water(ofWater) : ''),
    ...(air && air.ranked.length > 0 ? [paragraph(words.rankingRule)] : []),
    ...otherEdition(editions, wording).map((text) => paragraph(text)),
  ];
}

/** Headings with their numbers. */
function numbered(blocks: readonly Block[], { numbered: number }: Words): Block[] {
  let at = 0;
  return blocks.map((block) => {
    if (block.kind !== 'heading') return block;
    at += 1;
    return heading(number(at, block.text));
  });
}

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

/** `2026-11-30 06:58 (UTC+8)`. */
const minuteText = (at: Instant): string => `${formatInstant(at).slice(0, 16).replace('T', ' ')} (UTC+8)`;

/** The bulletin in one language, for people. @param edition of a bulletin that is published */
export function bulletinDocument(bulletin: Bulletin, lang: Language, edition?: BulletinEdition): Document {
  const wording = say.in(lang);
  const { words } = wording;
  const { facts, status } = words;
  const { editions, revision, computedAt } = bulletin;
  const asked = editions.asked === null ? [] : [[facts.edition, editionName(editions.asked)[lang]] as const];
  const blocks = [
    ...airBlocks(bulletin, wording),
    ...waterBlocks(bulletin, wording),
    ...completenessBlocks(bulletin, wording),
    ...editionBlocks(bulletin, wording),
  ];
  return {
    lang,
    title: bulletin.title[lang],
    facts: [
      ...editionFacts(edition, wording),
      [facts.period, daysWords(...datesOf(bulletin))[lang]],
      [facts.status, status[bulletin.status]],
      ...asked,
      ...coverageFacts(bulletin, wording),
      [facts.revision, String(revision)],
      [facts.computed, minuteText(computedAt)],
    ],
    blocks: numbered(blocks, words),
  };
}

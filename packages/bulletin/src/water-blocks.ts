import { type Block, heading, paragraph, table } from './blocks.ts';
import type { Bulletin, SectionRow, Shares, WaterPart } from './parts.ts';
import { say, type Teller } from './teller.ts';

type OfClass = SectionRow['class'] | string;

const ROMAN: Readonly<Record<string, string>> = { I: 'Ⅰ', II: 'Ⅱ', III: 'Ⅲ', IV: 'Ⅳ', V: 'Ⅴ' };

/** A class as its language prints it. */
function classText(of: OfClass, { words, lang }: Teller): string {
  if (of === null) return '—';
  if (of === 'worse-than-V') return words.worseThanV;
  return lang === 'zh' ? (ROMAN[of] ?? of) : of;
}

/** How many rivers there are at each class, and how many have none. */
function riversText(
  { counts, byProportion }: Pick<WaterPart['rivers'], 'counts' | 'byProportion'>,
  teller: Teller,
) {
  const { ofClass, countByProportion } = teller.words;
  const each = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([of, count]) => ofClass(count, classText(of, teller)));
  return byProportion > 0 ? [...each, countByProportion(byProportion)] : each;
}

/** How many sections are of which class, and how many meet their target. */
function sectionsText({ sections, nationalAndProvincial }: WaterPart, { words }: Teller): string[] {
  const { counts, evaluated: controlled } = nationalAndProvincial;
  const { evaluated, good, worse, targeted, compliant, attainment } = sections;
  const upToThree = (counts['I'] ?? 0) + (counts['II'] ?? 0) + (counts['III'] ?? 0);
  return [
    words.sections(evaluated, say.fixed(good, 1), say.fixed(worse, 1)),
    controlled > 0 ? words.controlled(upToThree, controlled) : '',
    targeted > 0 ? words.attainment(compliant, targeted, say.fixed(attainment, 1)) : '',
  ];
}

function inflowsText({ lakes }: WaterPart, teller: Teller): string[] {
  const { words, lang } = teller;
  return lakes
    .filter(({ inflows }) => inflows.evaluated > 0)
    .map(({ name, inflows }) => words.inflows(name[lang], inflows.evaluated, riversText(inflows, teller)));
}

function summaryText(water: WaterPart, teller: Teller): string[] {
  const { words, lang } = teller;
  const { rivers, mainItems, change } = water;
  return [
    ...sectionsText(water, teller),
    words.rivers(rivers.evaluated, riversText(rivers, teller)),
    ...inflowsText(water, teller),
    mainItems.length > 0 ? words.mainItems(mainItems.map(({ name }) => name[lang])) : '',
    change ? words.changeOfWater(change[lang]) : '',
  ];
}

function sharesRows({ sections, byControl, nationalAndProvincial }: WaterPart, { words }: Teller) {
  const row = (of: string, found: Shares): string[] => [
    of,
    String(found.evaluated),
    say.fixed(found.good, 1),
    say.fixed(found.worse, 1),
    `${found.compliant} / ${found.targeted}`,
    say.fixed(found.attainment, 1),
  ];
  const both =
    nationalAndProvincial.evaluated > 0 ? [row(words.controls['both'] ?? '', nationalAndProvincial)] : [];
  return [
    row(words.all, sections),
    ...both,
    ...Object.entries(byControl).map(([of, found]) => row(words.controls[of] ?? of, found)),
  ];
}

const riverRows = ({ rivers }: WaterPart, teller: Teller): string[][] =>
  rivers.each.map(({ name, class: of, basis, level, change, sections }) => [
    name[teller.lang],
    of === null && basis === 'proportion' ? teller.words.byProportion : classText(of, teller),
    level?.[teller.lang] ?? '—',
    change?.[teller.lang] ?? '—',
    String(Object.keys(sections).length),
  ]);

const lakeRows = ({ lakes }: WaterPart, teller: Teller): string[][] =>
  lakes.map(({ name, class: of, level, change, totalNitrogen, trophic }) => [
    name[teller.lang],
    classText(of, teller),
    level?.[teller.lang] ?? '—',
    change?.[teller.lang] ?? '—',
    classText(totalNitrogen, teller),
    trophic.state?.[teller.lang] ?? '—',
    say.fixed(trophic.index, 1),
  ]);

function sectionRows({ each }: WaterPart, teller: Teller): string[][] {
  const { words, lang } = teller;
  return each.map(({ name, water, target, class: of, reason, state, meetsTarget, change, coverage }) => [
    name[lang],
    water?.[lang] ?? '—',
    classText(target, teller),
    of === null ? (state?.[lang] ?? words.reasons[reason ?? ''] ?? '—') : classText(of, teller),
    meetsTarget === null ? '—' : meetsTarget ? words.yes : words.no,
    change?.[lang] ?? '—',
    coverage === null ? '—' : `${coverage.observed} / ${coverage.expected}`,
  ]);
}

/** An item a row; the section is named in each, so that a row can be read alone. */
const beyondRows = ({ beyondTarget }: WaterPart, teller: Teller): string[][] =>
  beyondTarget.flatMap(({ name, water, target, class: of, exceedances }) =>
    exceedances.map((found) => [
      name[teller.lang],
      water?.[teller.lang] ?? '—',
      classText(target, teller),
      classText(of, teller),
      found.name[teller.lang],
      `${found.value} ${found.unit}`.trim(),
      String(found.limit),
      say.fixed(found.multiple, 2),
    ]),
  );

/** Rivers, lakes and sections, and what is beyond its target. */
export function waterBlocks({ water, absent }: Bulletin, teller: Teller): Block[] {
  const { headings, captions, heads, absent: why, nothingBeyond } = teller.words;
  if (!water) return [heading(headings.water), paragraph(why.water[absent.water ?? 'no-data'] ?? '')];
  const beyond = beyondRows(water, teller);
  return [
    heading(headings.water),
    paragraph(...summaryText(water, teller)),
    ...table(captions.shares, heads.shares, sharesRows(water, teller)),
    ...table(captions.rivers, heads.rivers, riverRows(water, teller)),
    ...table(captions.lakes, heads.lakes, lakeRows(water, teller)),
    ...table(captions.sections, heads.sections, sectionRows(water, teller)),
    heading(headings.beyond),
    ...(beyond.length === 0 ? [paragraph(nothingBeyond)] : table(captions.beyond, heads.beyond, beyond)),
  ];
}

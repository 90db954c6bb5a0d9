import { type Block, heading, paragraph, table } from './blocks.ts';
import type { Bulletin, SectionRow, Shares, WaterPart } from './parts.ts';
import { coverageText, editionNames, say, type Wording } from './wording.ts';

type OfClass = SectionRow['class'] | string;

const ROMAN: Readonly<Record<string, string>> = { I: 'Ⅰ', II: 'Ⅱ', III: 'Ⅲ', IV: 'Ⅳ', V: 'Ⅴ' };

/** A class as its language prints it. */
function classText(of: OfClass, { words, lang }: Wording): string {
  if (of === null) return '—';
  if (of === 'worse-than-V') return words.worseThanV;
  return lang === 'zh' ? (ROMAN[of] ?? of) : of;
}

/** How many rivers there are at each class, and how many have none. */
function riversText(
  { counts, byProportion }: Pick<WaterPart['rivers'], 'counts' | 'byProportion'>,
  wording: Wording,
) {
  const { ofClass, countByProportion } = wording.words;
  const each = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([of, count]) => ofClass(count, classText(of, wording)));
  return byProportion > 0 ? [...each, countByProportion(byProportion)] : each;
}

/** How many sections are of which class, and how many meet their target. */
function sectionsText({ sections, nationalAndProvincial }: WaterPart, { words }: Wording): string[] {
  const { counts, evaluated: controlled } = nationalAndProvincial;
  const { evaluated, good, worse, targeted, compliant, attainment } = sections;
  if (evaluated === 0) return [words.noSections];
  const upToThree = (counts['I'] ?? 0) + (counts['II'] ?? 0) + (counts['III'] ?? 0);
  return [
    words.sections(evaluated, say.fixed(good, 1), say.fixed(worse, 1)),
    controlled > 0 ? words.controlled(upToThree, controlled) : '',
    targeted > 0 ? words.attainment(compliant, targeted, say.fixed(attainment, 1)) : '',
  ];
}

function inflowsText({ lakes }: WaterPart, wording: Wording): string[] {
  const { words, lang } = wording;
  return lakes
    .filter(({ inflows }) => inflows.evaluated > 0)
    .map(({ name, inflows }) => words.inflows(name[lang], inflows.evaluated, riversText(inflows, wording)));
}

/** By which editions the water is evaluated, and of how many sections. */
function basisText({ editions, completeness }: Bulletin, wording: Wording): string {
  const { words } = wording;
  const ids = [editions.gb3838, editions.waterAssessment].flatMap((id) => id ?? []);
  return words.basis.water(editionNames(ids, wording), coverageText(completeness.water, 'sections', words));
}

function summaryText(bulletin: Bulletin, water: WaterPart, wording: Wording): string[] {
  const { words, lang } = wording;
  const { rivers, mainItems, change } = water;
  return [
    ...sectionsText(water, wording),
    rivers.evaluated > 0 ? words.rivers(rivers.evaluated, riversText(rivers, wording)) : '',
    ...inflowsText(water, wording),
    mainItems.length > 0 ? words.mainItems(mainItems.map(({ name }) => name[lang])) : '',
    change ? words.changeOfWater(change[lang]) : '',
    basisText(bulletin, wording),
  ];
}

function sharesRows({ sections, byControl, nationalAndProvincial }: WaterPart, { words }: Wording) {
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

const riverRows = ({ rivers }: WaterPart, wording: Wording): string[][] =>
  rivers.each.map(({ name, class: of, basis, level, change, sections }) => [
    name[wording.lang],
    of === null && basis === 'proportion' ? wording.words.byProportion : classText(of, wording),
    level?.[wording.lang] ?? '—',
    change?.[wording.lang] ?? '—',
    String(Object.keys(sections).length),
  ]);

const lakeRows = ({ lakes }: WaterPart, wording: Wording): string[][] =>
  lakes.map(({ name, class: of, level, change, totalNitrogen, trophic }) => [
    name[wording.lang],
    classText(of, wording),
    level?.[wording.lang] ?? '—',
    change?.[wording.lang] ?? '—',
    classText(totalNitrogen, wording),
    trophic.state?.[wording.lang] ?? '—',
    say.fixed(trophic.index, 1),
  ]);

function sectionRows({ each }: WaterPart, wording: Wording): string[][] {
  const { words, lang } = wording;
  return each.map(({ name, water, target, class: of, reason, state, meetsTarget, change, coverage }) => [
    name[lang],
    water?.[lang] ?? '—',
    classText(target, wording),
    of === null ? (state?.[lang] ?? words.reasons[reason ?? ''] ?? '—') : classText(of, wording),
    meetsTarget === null ? '—' : meetsTarget ? words.yes : words.no,
    change?.[lang] ?? '—',
    coverage === null ? '—' : `${coverage.observed} / ${coverage.expected}`,
  ]);
}

/** An item a row; the section is named in each, so that a row can be read alone. */
const beyondRows = ({ beyondTarget }: WaterPart, wording: Wording): string[][] =>
  beyondTarget.flatMap(({ name, water, target, class: of, exceedances }) =>
    exceedances.map((found) => [
      name[wording.lang],
      water?.[wording.lang] ?? '—',
      classText(target, wording),
      classText(of, wording),
      found.name[wording.lang],
      `${found.value} ${found.unit}`.trim(),
      `${found.limit} ${found.unit}`.trim(),
      say.fixed(found.multiple, 2),
    ]),
  );

/** Rivers, lakes and sections, and what is beyond its target. */
export function waterBlocks(bulletin: Bulletin, wording: Wording): Block[] {
  const { water, absent } = bulletin;
  const { headings, captions, heads, absent: why, nothingBeyond, nothingCompared } = wording.words;
  if (!water) return [heading(headings.water), paragraph(why.water[absent.water ?? 'no-data'] ?? '')];
  const beyond = beyondRows(water, wording);
  const none = water.sections.targeted > 0 ? nothingBeyond : nothingCompared;
  return [
    heading(headings.water),
    paragraph(...summaryText(bulletin, water, wording)),
    ...table(captions.shares, heads.shares, sharesRows(water, wording)),
    ...table(captions.rivers, heads.rivers, riverRows(water, wording)),
    ...table(captions.lakes, heads.lakes, lakeRows(water, wording)),
    ...table(captions.sections, heads.sections, sectionRows(water, wording)),
    heading(headings.beyond),
    ...(beyond.length === 0 ? [paragraph(none)] : table(captions.beyond, heads.beyond, beyond)),
  ];
}

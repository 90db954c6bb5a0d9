import {
  type Comparison,
  hasValue,
  type Member,
  periodStandards,
  sectionsOf,
  traceValidity,
  type WaterSummary,
  yearEarlier,
} from '@lanbi/evaluation';
import type { Name, Registry, Section } from '@lanbi/model';
import {
  type Members,
  orReason,
  riverFigures,
  type SectionFigure,
  waterAreaFigures,
  waterChangeFigures,
} from '@lanbi/query';
import {
  type AreaShares,
  areaShares,
  type Derivation,
  type Exceedance,
  isMissing,
  type Maybe,
  MEASURANDS,
  SECTION_STATE_NAMES,
  sectionClass,
  type WaterItem,
  type WaterStandards,
} from '@lanbi/standards';
import { coveragePart } from './coverage.ts';
import type { BulletinDeps } from './deps.ts';
import type { SectionRow, Shares, WaterPart } from './parts.ts';
import type { NamedPeriod } from './period.ts';

/** The sections over the period and over the same period a year earlier. */
interface Waters {
  readonly now: readonly Member[];
  readonly earlier: readonly Member[];
  readonly by: WaterStandards;
}

const nameOf = (level: Maybe<Name> | undefined): { zh: string; en: string } | null =>
  level === undefined || isMissing(level) ? null : { zh: level.zh, en: level.en };

const changeOf = ({ change }: Comparison) => nameOf(change);

const orNull = <T>(value: Maybe<T>): T | null => (isMissing(value) ? null : value);

function sharesOf({ level: _level, ...found }: AreaShares): Shares {
  const { good, worse, attainment, shares, counts, ...numbers } = found;
  const each = Object.entries(shares).map(([of, share]) => [of, orNull(share)] as const);
  return {
    ...numbers,
    counts: { ...counts },
    shares: Object.fromEntries(each),
    good: orNull(good),
    worse: orNull(worse),
    attainment: orNull(attainment),
  };
}

/** The class of each member, with its target. */
const classOf = ({ section, values }: Member, { edition, method, options }: WaterStandards) =>
  sectionClass(
    {
      waterBody: section.waterBody,
      values: values as Readonly<Partial<Record<WaterItem, Maybe<number>>>>,
      ...(section.target && { target: section.target }),
    },
    edition,
    method,
    options,
  );

const sharesAmong = (members: readonly Member[], by: WaterStandards): Shares =>
  sharesOf(
    areaShares(
      members.map((member) => ({
        class: classOf(member, by).class,
        ...(member.section.target && { target: member.section.target }),
      })),
      by.assessment,
    ),
  );

const itemName = (item: WaterItem) => ({ zh: MEASURANDS[item].zh, en: MEASURANDS[item].en });

const mainItemOf = ({ item, sections, share }: WaterSummary['mainItems'][number]) => ({
  item,
  name: itemName(item),
  sections,
  share: orNull(share),
});

const exceedanceOf = ({ item, value, limit, class: of, multiple }: Exceedance) => ({
  item,
  name: itemName(item),
  value,
  limit,
  unit: MEASURANDS[item].unit,
  class: of,
  multiple: orNull(multiple),
});

/** The states of a section in a period, with their days. */
function stateOf(figure: SectionFigure | undefined): { state?: { zh: string; en: string } } {
  const states = figure?.body.states ?? [];
  if (states.length === 0) return {};
  const days = (from: string, until: string, to: string) =>
    from === until ? from : `${from} ${to} ${until}`;
  const each = states.map(({ state, from, until }) => {
    const { zh, en } = SECTION_STATE_NAMES[state];
    return { zh: `${zh}（${days(from, until, '至')}）`, en: `${en} (${days(from, until, 'to')})` };
  });
  return { state: { zh: each.map(({ zh }) => zh).join('，'), en: each.map(({ en }) => en).join(', ') } };
}

const classAndReason = (found: Maybe<SectionRow['class'] & string>) => {
  const { value, reason } = orReason(found);
  return { class: value, ...(reason && { reason }) };
};

function waterName({ rivers, lakes }: Registry, { river, lake }: Section) {
  const water = river ? rivers.get(river) : lake && lakes.get(lake);
  return water ? { zh: water.name.zh, en: water.name.en } : null;
}

const memberOf = (members: readonly Member[], { id }: Section): Member | undefined =>
  members.find(({ section }) => section.id === id);

/** What the registry says of a section. */
const sectionOf = (registry: Registry, section: Section) => ({
  section: section.id,
  name: { ...section.name },
  water: waterName(registry, section),
  control: section.control ?? null,
  target: section.target ?? null,
});

/** Null without a class or without a target. */
function meetsTarget({ target }: Section, found: ReturnType<typeof classOf> | undefined): boolean | null {
  if (found === undefined || isMissing(found.class) || !target) return null;
  return found.exceedances.length === 0;
}

const coverageOf = (figure: SectionFigure | undefined): SectionRow['coverage'] => {
  const validity = figure?.body.validity;
  if (validity === undefined || validity.kind === 'missing') return null;
  return coveragePart(validity.observed, validity.expected);
};

/** A section, with what is beyond its target. */
type Row = WaterPart['beyondTarget'][number];

function rowOf(
  registry: Registry,
  section: Section,
  figure: SectionFigure | undefined,
  { now, earlier, by }: Waters,
): Row {
  const member = figure && memberOf(now, section);
  const found = member && classOf(member, by);
  return {
    ...sectionOf(registry, section),
    ...classAndReason(found?.class ?? { missing: 'no-data' }),
    level: nameOf(found?.level),
    meetsTarget: meetsTarget(section, found),
    change: member
      ? changeOf(
          waterChangeFigures.compute({
            of: 'section',
            before: memberOf(earlier, section),
            after: member,
            inForce: by,
          }),
        )
      : null,
    coverage: coverageOf(figure),
    ...stateOf(figure),
    exceedances: (found?.exceedances ?? []).map(exceedanceOf),
  };
}

const ofWater = (members: readonly Member[], key: 'river' | 'lake', id: string): readonly Member[] =>
  members.filter(({ section }) => section[key] === id);

const changeOfWater = (of: 'river' | 'lake', id: string, { now, earlier, by }: Waters) =>
  waterChangeFigures.compute({
    of,
    before: ofWater(earlier, of, id),
    after: ofWater(now, of, id),
    inForce: by,
  });

const riversOf = ({ rivers }: WaterSummary, waters: Waters) =>
  rivers.map(({ river, figure }) => ({
    river: river.id,
    name: { ...river.name },
    ...classAndReason(figure.class),
    level: nameOf(figure.level),
    basis: figure.basis,
    change: changeOf(changeOfWater('river', river.id, waters)),
    sections: { ...figure.sections },
  }));

function lakesOf(registry: Registry, { lakes }: WaterSummary, waters: Waters) {
  const { now, by } = waters;
  return lakes.map(({ lake, figure: { section, totalNitrogen, trophic } }) => {
    const inside = new Set(sectionsOf(`inflow-of:${lake.id}`, registry)?.map(({ id }) => id));
    const inflow = now.filter(({ section }) => inside.has(section.id));
    const { riversByClass } = waterAreaFigures.compute({ members: inflow, registry, inForce: by });
    return {
      lake: lake.id,
      name: { ...lake.name },
      ...classAndReason(section.class),
      level: nameOf(section.level),
      change: changeOf(changeOfWater('lake', lake.id, waters)),
      totalNitrogen: orNull(totalNitrogen),
      trophic: { index: orNull(trophic.index), state: nameOf(trophic.grade) },
      inflows: { ...riversByClass, counts: { ...riversByClass.counts } },
    };
  });
}

function partOf(registry: Registry, waters: Waters, each: readonly Row[]): WaterPart {
  const { now, earlier, by } = waters;
  const summary = waterAreaFigures.compute({ members: now, registry, inForce: by });
  const { area, mainItems, control, riversByClass } = summary;
  const controlled = now.filter(({ section }) => /^(national|provincial)$/.test(section.control ?? ''));
  return {
    sections: sharesOf(area.shares),
    byControl: Object.fromEntries(Object.entries(control).map(([of, found]) => [of, sharesOf(found)])),
    nationalAndProvincial: sharesAmong(controlled, by),
    level: nameOf(area.level),
    change: changeOf(waterChangeFigures.compute({ of: 'area', before: earlier, after: now, inForce: by })),
    mainItems: mainItems.map(mainItemOf),
    rivers: { ...riversByClass, counts: { ...riversByClass.counts }, each: riversOf(summary, waters) },
    lakes: lakesOf(registry, summary, waters),
    each: each.map(({ exceedances: _, ...row }) => row),
    beyondTarget: each.filter(({ meetsTarget }) => meetsTarget === false),
  };
}

export interface WaterFound extends Omit<Members, 'members' | 'all' | 'figures'> {
  readonly part: WaterPart;
  readonly by: WaterStandards;
  /** Sections that have a figure. */
  readonly evaluated: number;
  /** Those of them that have a value. */
  readonly reporting: number;
}

/** The water of a bulletin; undefined where no section has a figure. */
export async function waterOf(
  { water, registry }: Pick<BulletinDeps, 'water' | 'registry'>,
  sections: readonly Section[],
  { period, window }: NamedPeriod,
  derivation?: Derivation,
): Promise<WaterFound | undefined> {
  const { members, all: now, figures, ...made } = await water.members(sections, { period, window });
  if (members.length === 0) return undefined;
  const earlier = await water.members(sections, { period, window: yearEarlier(period, window) });
  const by = periodStandards(period, window);
  const waters: Waters = { now, earlier: earlier.all, by };
  const rows = sections.map((section) => rowOf(registry, section, figures.get(section.id), waters));
  if (derivation) {
    traceValidity(made.validity, by.assessment.id, derivation);
    riverFigures.compute({ members: now, inForce: by }, by, derivation);
  }
  const steps = derivation && { derivation: derivation.steps.map((step) => ({ ...step })) };
  const part = { ...partOf(registry, waters, rows), ...steps };
  return { ...made, part, by, evaluated: members.length, reporting: now.filter(hasValue).length };
}

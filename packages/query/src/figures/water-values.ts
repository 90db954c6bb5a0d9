import type { RiverPeriodBody } from '@lanbi/evaluation';
import { sectionId } from '@lanbi/model';
import {
  dateAt,
  type Instant,
  instant,
  isMissing,
  type Maybe,
  rankOf,
  type SectionClass,
  WATER_CLASSES,
  WATER_ITEMS,
  type WaterClass,
  type WaterItem,
  type WaterLevel,
  waterAssessmentInForce,
} from '@lanbi/standards';
import { type AlertValue, fromResults, type ValueDeps, type ValueKind } from './alert-value.ts';
import { waterBodyOf } from './presence.ts';

const known = <Value>(value: Maybe<Value> | undefined): Value | undefined =>
  value === undefined || isMissing(value) ? undefined : value;

const rankIn = (of: Maybe<WaterClass>): number | undefined => {
  const found = known(of);
  return found && rankOf(found);
};

/** Rank of a quality level: 1 is the best, 5 the worst. */
function levelRank(level: Maybe<WaterLevel> | undefined, to: Instant): number | undefined {
  const found = known(level);
  const { levels } = waterAssessmentInForce(dateAt(instant(to - 1)));
  const names = [...new Set(WATER_CLASSES.map((of) => levels[of].en))];
  return found && names.indexOf(found.en) + 1;
}

/** The multiple by which an item exceeds its limit: 0 where it does not, undefined where it was not measured. */
function exceedance(section: SectionClass, item: string): number | undefined {
  const found = section.exceedances.find((each) => each.item === item);
  if (found) return known(found.multiple);
  return Object.hasOwn(section.items, item) ? 0 : undefined;
}

/** Classes beyond the target, or class III where there is none. */
function beyond(section: SectionClass): number | undefined {
  const rank = rankIn(section.class);
  return rank === undefined ? undefined : rank - rankOf(section.against);
}

/** Most classes by which a section of a river is beyond its target. A river has no target of its own. */
function farthestBeyond({ sections: classes }: RiverPeriodBody, { registry }: ValueDeps) {
  const all = Object.entries(classes).flatMap(([id, of]) =>
    of ? rankOf(of) - rankOf(registry.sections.get(sectionId(id))?.target ?? 'III') : [],
  );
  return all.length > 0 ? Math.max(...all) : undefined;
}

/** How a value is computed for a section or lake, and for a river. */
interface Measure {
  readonly name: string;
  readonly form?: string;
  readonly scale?: 'class' | 'level';
  ofSection(section: SectionClass, to: Instant): number | undefined;
  ofRiver(body: RiverPeriodBody, to: Instant, deps: ValueDeps): number | undefined;
}

const CLASSES: readonly Measure[] = [
  {
    name: 'class',
    scale: 'class',
    ofSection: (section) => rankIn(section.class),
    ofRiver: (body) => rankIn(body.class),
  },
  {
    name: 'class.target',
    ofSection: beyond,
    ofRiver: (body, _, deps) => farthestBeyond(body, deps),
  },
  {
    name: 'level',
    scale: 'level',
    ofSection: (section, to) => levelRank(section.level, to),
    ofRiver: (body, to) => levelRank(body.level, to),
  },
];

/** Temperature has no limit to be a multiple of; pH and dissolved oxygen get no multiple. */
const WITHOUT_MULTIPLE: readonly WaterItem[] = ['water_temperature', 'ph', 'do'];

const EXCEEDANCES: readonly Measure[] = WATER_ITEMS.filter((item) => !WITHOUT_MULTIPLE.includes(item)).map(
  (item) => ({
    name: `exceedance.${item}`,
    form: 'exceedance.{item}',
    ofSection: (section) => exceedance(section, item),
    ofRiver: () => undefined,
  }),
);

/** A river has no multiple of its own, each of its sections has one. */
const measuresOf = (subject: 'section' | 'river' | 'lake'): readonly Measure[] =>
  subject === 'river' ? CLASSES : [...CLASSES, ...EXCEEDANCES];

/**
 * The class, its distance from the target, the level and the multiples of the results of a kind.
 * @param suffix the period at the end of the names; undefined for names without one
 */
export const waterClassValues = (
  subject: 'section' | 'river' | 'lake',
  kind: ValueKind,
  suffix?: string,
): readonly AlertValue[] =>
  measuresOf(subject).map(({ name, form = name, scale, ofSection, ofRiver }) => ({
    ...(suffix ? { name: `${name}.${suffix}`, form: `${form}.{calendar-period}` } : { name, form }),
    ...{ subject, medium: 'water' as const },
    ...(scale && { scale }),
    source: fromResults(kind, (result, deps) => {
      const body = waterBodyOf(result, deps);
      if (!body) return undefined;
      return 'basis' in body ? ofRiver(body, result.to, deps) : ofSection(body.section, result.to);
    }),
  }));

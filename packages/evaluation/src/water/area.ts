import type { Section } from '@lanbi/model';
import {
  isMissing,
  type LakeClass,
  lakeClass,
  type Maybe,
  type RiverClass,
  riverClass,
  type Trace,
  type WaterClass,
  type WaterStandards,
} from '@lanbi/standards';
import type { WaterMeans } from './section-month.ts';

/** A section of a river, lake or area with its means over one period; without values where it reported nothing. */
export interface Member {
  readonly section: Section;
  readonly values: WaterMeans;
}

/** The classes of the sections of a figure; null for a section without one. */
export type MemberClasses = Readonly<Record<string, WaterClass | null>>;

/** A river, basin or region over a period. */
export type RiverFigure = (RiverClass extends infer Each
  ? Each extends RiverClass
    ? Omit<Each, 'sections'>
    : never
  : never) & {
  readonly sections: MemberClasses;
};

/** A lake over a period. */
export type LakeFigure = LakeClass & {
  readonly sections: readonly string[];
  readonly without: readonly string[];
};

const inputOf = ({ section: { waterBody, target }, values }: Member) => ({
  waterBody,
  values,
  ...(target && { target }),
});

/** Null where there is no figure. */
export const orNull = <T>(value: Maybe<T>): T | null => (isMissing(value) ? null : value);

/**
 * Computes the figure of a river: below five sections by the mean of each item, else by proportion.
 * @param members all registered sections, since their number decides
 * @source standards `riverClass`
 */
export function riverFigure(members: readonly Member[], by: WaterStandards, trace?: Trace): RiverFigure {
  const { sections, ...river } = riverClass(members.map(inputOf), by, trace);
  const classes = members.map(({ section }, at) => [
    section.id,
    orNull(sections[at]?.class ?? { missing: 'no-data' }),
  ]);
  return { ...river, sections: Object.fromEntries(classes) };
}

/** Returns whether a section has a value of any item in the period. */
export const hasValue = ({ values }: Member): boolean =>
  Object.values(values).some((value) => !isMissing(value));

/**
 * Computes the figure of a lake: each point has the same weight, whatever the number of its results. The lake is
 * compared with a target only if all sections have the same.
 */
export function lakeFigure(members: readonly Member[], by: WaterStandards, trace?: Trace): LakeFigure {
  const seen = members.filter(hasValue);
  const targets = new Set(members.map(({ section }) => section.target));
  const [target] = targets.size === 1 ? targets : [];
  const points = seen.map(({ values }) => [values]);
  return {
    ...lakeClass({ points, ...(target && { target }) }, by, trace),
    sections: seen.map(({ section }) => section.id),
    without: members.filter((member) => !hasValue(member)).map(({ section }) => section.id),
  };
}

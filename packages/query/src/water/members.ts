import {
  type CoveredMember,
  coveredMember,
  type Member,
  type PeriodName,
  type StateIn,
  sectionsValidity,
  type Window,
} from '@lanbi/evaluation';
import type { Section } from '@lanbi/model';
import { type Instant, instant, type Validity } from '@lanbi/standards';
import type { SectionFigure, SectionFigureDeps } from './section-figure.ts';

/** Which window of a period. */
export interface PeriodSpan {
  readonly period: PeriodName;
  readonly window: Window;
}

/** The sections of a water or area over one window, and how new that is. */
export interface Members {
  /** Those that have a figure. */
  readonly members: readonly Member[];
  /** All that are registered, such as reported nothing too: their number decides how a river is evaluated. */
  readonly all: readonly CoveredMember[];
  /** The figures by section. */
  readonly figures: ReadonlyMap<Section['id'], SectionFigure>;
  /** Those that are in a state without class on some day of the window. */
  readonly states: readonly SectionStates[];
  /** The coverage of all together. */
  readonly validity: Validity;
  /** One plus the number of corrections of the days of all sections; 0 without any figure. */
  readonly revision: number;
  readonly computedAt: Instant;
}

/** A section with its states on days of a window. */
export interface SectionStates {
  readonly section: Section;
  readonly states: readonly StateIn[];
}

/** A section with its figure, or without where no day of it was evaluated. */
export interface SectionWithFigure {
  readonly section: Section;
  readonly figure: SectionFigure | undefined;
}

/** One plus the number of corrections of all; 0 where there is none. */
export const revisionOf = (figures: readonly Pick<SectionFigure, 'revision'>[]): number =>
  figures.length === 0 ? 0 : figures.reduce((sum, { revision }) => sum + revision - 1, 1);

/** When the last of all changed; 0 where there is none. */
export const newestOf = (figures: readonly Pick<SectionFigure, 'computedAt'>[]): Instant =>
  instant(Math.max(0, ...figures.map(({ computedAt }) => computedAt)));

const dueOf = ({ due }: SectionFigure) => (due === undefined ? {} : { due });

/** What the sections of a water or area come to together. */
export function combineSections(
  deps: SectionFigureDeps,
  window: Window,
  each: readonly SectionWithFigure[],
): Members {
  const all = each.map(({ section, figure }) =>
    coveredMember(deps, section, window, figure && { ...figure.body, ...dueOf(figure) }),
  );
  const found = each.flatMap(({ section, figure }) => (figure ? [{ section, figure }] : []));
  const figures = found.map(({ figure }) => figure);
  return {
    members: found.map(({ section, figure }) => ({ section, values: figure.body.values })),
    all,
    figures: new Map(found.map(({ section, figure }) => [section.id, figure])),
    states: found.flatMap(({ section, figure }) =>
      figure.body.states ? [{ section, states: figure.body.states }] : [],
    ),
    validity: sectionsValidity(all, deps.periodCoverage),
    revision: revisionOf(figures),
    computedAt: newestOf(figures),
  };
}

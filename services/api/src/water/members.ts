import {
  type Comparison,
  type CoveredMember,
  coveredMember,
  type Member,
  type Period,
  periodBefore,
  sectionsValidity,
  type Window,
  yearEarlier,
} from '@lanbi/evaluation';
import type { Section } from '@lanbi/model';
import { type Instant, instant, type Validity } from '@lanbi/standards';
import type { ApiDeps } from '../deps.ts';
import { type SectionFigure, sectionFigure } from './section-figure.ts';

/** The sections of a water or area over one window, and how new that is. */
export interface Members {
  readonly members: readonly Member[];
  /** All that are registered, such as reported nothing too: their number decides how a river is evaluated. */
  readonly all: readonly CoveredMember[];
  /** The coverage of all together. */
  readonly validity: Validity;
  /** The sum over the sections: each change of one of them raises it. */
  readonly revision: number;
  readonly computedAt: Instant;
}

const dueOf = ({ due }: SectionFigure) => (due === undefined ? {} : { due });

export async function membersOf(
  deps: ApiDeps,
  sections: readonly Section[],
  period: Period,
  window: Window,
): Promise<Members> {
  // All together, so that a store may read them by a few queries.
  const figures = sections.map(async (section) => {
    const figure = await sectionFigure(deps, section, period, window);
    return { section, figure };
  });
  const each = await Promise.all(figures);
  const all = each.map(({ section, figure }) =>
    coveredMember(deps, section, window, figure && { ...figure.body, ...dueOf(figure) }),
  );
  const found = each.flatMap(({ section, figure }) => (figure ? [{ section, figure }] : []));
  const members = found.map(({ section, figure }) => ({ section, values: figure.body.values }));
  return {
    members,
    all,
    validity: sectionsValidity(all, deps.periodCoverage),
    revision: found.reduce((total, { figure }) => total + figure.revision, 0),
    computedAt: instant(Math.max(0, ...found.map(({ figure }) => figure.computedAt))),
  };
}

/** A figure against the period before and the same period a year earlier. */
export async function changesOf(
  deps: ApiDeps,
  sections: readonly Section[],
  { period, window }: { readonly period: Period; readonly window: Window },
  compare: (before: readonly Member[]) => Comparison,
): Promise<{ readonly periodBefore: Comparison; readonly yearEarlier: Comparison }> {
  const [before, year] = [periodBefore(period, window), yearEarlier(period, window)];
  return {
    periodBefore: compare((await membersOf(deps, sections, period, before)).all),
    yearEarlier: compare((await membersOf(deps, sections, period, year)).all),
  };
}

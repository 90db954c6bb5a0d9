import {
  type Comparison,
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
import { sectionFigure } from './section-figure.ts';

/** The sections of a water or area over one window, and how new that is. */
export interface Members {
  readonly members: readonly Member[];
  /** Of the sections: how many there are, and how many have a value. */
  readonly validity: Validity;
  /** The sum over the sections: each change of one of them raises it. */
  readonly revision: number;
  readonly computedAt: Instant;
}

export async function membersOf(
  deps: ApiDeps,
  sections: readonly Section[],
  period: Period,
  window: Window,
): Promise<Members> {
  // All together, so that a store may read them by a few queries.
  const figures = sections.map(async (section) => {
    const figure = await sectionFigure(deps, section, period, window);
    return figure ? [{ section, figure }] : [];
  });
  const found = (await Promise.all(figures)).flat();
  const members = found.map(({ section, figure }) => ({ section, values: figure.body.values }));
  return {
    members,
    validity: sectionsValidity(members, sections.length),
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
    periodBefore: compare((await membersOf(deps, sections, period, before)).members),
    yearEarlier: compare((await membersOf(deps, sections, period, year)).members),
  };
}

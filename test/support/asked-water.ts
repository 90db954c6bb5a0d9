import { CALENDAR_PERIODS, type WaterMinimum } from '@lanbi/evaluation';
import type { Registry, Store } from '@lanbi/model';
import { type ComputedResult, nameOfKind, WaterFigures } from '@lanbi/query';
import { type Instant, instant, parseInstant } from '@lanbi/standards';

/** When every period of the tests is over. */
const LATER = parseInstant('2100-01-01T00:00:00+08:00') ?? instant(0);
const EVER = { after: instant(-8.64e15), to: instant(8.64e15), limit: 100_000 };

interface Rules {
  readonly minimum?: WaterMinimum | undefined;
  /** How many days are held at once. */
  readonly days?: number;
  readonly now?: Instant;
}

/** Figures of water over a store. */
export const waterFiguresOver = (
  store: Store,
  registry: Registry,
  { minimum, days, now = LATER }: Rules = {},
): WaterFigures =>
  new WaterFigures(
    { store, registry, clock: { now: () => now }, waterMinimum: minimum },
    days === undefined ? {} : { days },
  );

export const nameOf = ({ kind, subject, from, to }: Omit<ComputedResult, 'body'>): string =>
  `${kind} ${subject} ${from} ${to}`;

/** Every figure of water that is computed when asked for, by its identity. */
export async function askedWater(
  water: WaterFigures,
  { sections, rivers, lakes }: Pick<Registry, 'sections' | 'rivers' | 'lakes'>,
): Promise<ReadonlyMap<string, ComputedResult>> {
  const found = new Map<string, ComputedResult>();
  for (const [of, subjects] of [
    ['section', sections],
    ['river', rivers],
    ['lake', lakes],
  ] as const)
    for (const subject of subjects.keys())
      for (const period of CALENDAR_PERIODS) {
        // A day of a section is a record.
        if (of === 'section' && period === 'day') continue;
        for (const one of await water.results(nameOfKind({ of, period }), subject, EVER))
          found.set(nameOf(one), one);
      }
  return found;
}

import type { AirFigures } from './air/air-figures.ts';
import { isComputedWater } from './water/computed.ts';
import type { WaterFigures } from './water/water-figures.ts';
import type { RecomputeDeps } from './what-if.ts';

/** The figures of which nothing is stored, as they are answered. */
export const answeredBy =
  ({ air, water }: { readonly air: AirFigures; readonly water: WaterFigures }): RecomputeDeps['answered'] =>
  async ({ kind, subject, from, to }) =>
    isComputedWater(kind)
      ? water.get(kind, subject, { from, to })
      : air.answered({ kind, subject, from, to });

import type { AirFigures } from './air/air-figures.ts';
import { isComputedWater } from './water/computed.ts';
import type { WaterFigures } from './water/water-figures.ts';
import type { RecomputeDeps } from './what-if.ts';

/** The bodies of figures that are not stored, as they are answered. */
export const answeredBy =
  ({ air, water }: { readonly air: AirFigures; readonly water: WaterFigures }): RecomputeDeps['answered'] =>
  async ({ kind, subject, from, to }) =>
    isComputedWater(kind)
      ? (await water.get(kind, subject, { from, to }))?.body
      : air.answered({ kind, subject, from, to });

import type { Maybe, WaterMeasurand } from '@lanbi/standards';
import type { Window } from '../period/window.ts';
import type { ItemSums } from './item-sums.ts';

/** Means by measurand, or the reasons why they are missing. */
export type WaterMeans = Readonly<Partial<Record<WaterMeasurand, Maybe<number>>>>;

/** A month of a longer period: its sampling times, and its means where it has results. */
export interface SectionMonth {
  readonly window: Window;
  readonly expected: number | undefined;
  readonly covered: number;
  readonly values?: WaterMeans | undefined;
  /** The exact sums from which the means are computed. */
  readonly sums?: Readonly<ItemSums> | undefined;
}

import type { Maybe } from '../../figure/missing.ts';
import type { AirPollutant } from '../pollutant.ts';
import type { AqiCategory } from './category.ts';
import type { AqiMethodId } from './edition.ts';

/** An air quality index with all that is published beside it. */
export interface Aqi {
  readonly edition: string;
  readonly method: AqiMethodId;
  /** 0 or 1 to 500, or why none is published. */
  readonly aqi: Maybe<number>;
  /** Absent without an index, as is the category. */
  readonly level?: AqiCategory['level'];
  readonly category?: AqiCategory;
  /** Those with the largest sub-index when the index is above 50; ties stand together, in table order. */
  readonly primary: readonly AirPollutant[];
  /** Those with a sub-index above 100, where the edition names them (2012). */
  readonly exceeding?: readonly AirPollutant[];
  /** Shown even where there is no index (5.3). */
  readonly subIndices: Readonly<Record<AirPollutant, Maybe<number>>>;
  /** Pollutants of the plan that the index had to do without. */
  readonly lacking: readonly AirPollutant[];
}

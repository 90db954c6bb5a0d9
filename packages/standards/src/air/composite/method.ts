import type { Sourced } from '../../editions/edition.ts';
import type { Averaging } from '../gb3095/edition.ts';
import type { AirPollutant } from '../pollutant.ts';

/** One quotient of a term; where a pollutant has two, the larger counts. */
export interface CompositeRow {
  /** `value`: what the ranking uses (mean, or percentile of CO and O3); `percentile`: that of the day means. */
  readonly of: 'value' | 'percentile';
  /** Which grade 2 limit it is divided by. */
  readonly by: Averaging;
}

export interface CompositeMethod extends Sourced {
  readonly id: 'ranking' | 'annex-c';
  readonly rows: Readonly<Record<AirPollutant, readonly [CompositeRow, CompositeRow?]>>;
}

const MEAN: CompositeRow = { of: 'value', by: 'year' };
const PERCENTILE: CompositeRow = { of: 'percentile', by: 'day' };
const CO = [{ of: 'value', by: 'day' }] as const;
const O3 = [{ of: 'value', by: 'max8h' }] as const;

export const COMPOSITE_METHODS: Readonly<Record<CompositeMethod['id'], CompositeMethod>> = {
  ranking: {
    id: 'ranking',
    rows: { so2: [MEAN], no2: [MEAN], co: CO, o3: O3, pm10: [MEAN], pm2_5: [MEAN] },
    clause: 'ranking practice',
    status: '2',
  },
  'annex-c': {
    id: 'annex-c',
    rows: {
      so2: [MEAN, PERCENTILE],
      no2: [MEAN, PERCENTILE],
      co: CO,
      o3: O3,
      pm10: [MEAN, PERCENTILE],
      pm2_5: [MEAN, PERCENTILE],
    },
    clause: 'HJ 663-2013 annex C, year',
    status: 'M',
  },
};

import type { Sourced } from '../../editions/edition.ts';
import type { AirPollutant } from '../pollutant.ts';

/** A named table of weights, one a pollutant. */
export interface CompositeWeights extends Sourced {
  readonly id: 'equal' | 'weighted-unconfirmed';
  /** False where no second source bears it out; such a table is never a default. */
  readonly confirmed: boolean;
  readonly of: Readonly<Record<AirPollutant, number>>;
}

export const COMPOSITE_WEIGHTS: Readonly<Record<CompositeWeights['id'], CompositeWeights>> = {
  equal: {
    id: 'equal',
    confirmed: true,
    of: { so2: 1, no2: 1, co: 1, o3: 1, pm10: 1, pm2_5: 1 },
    clause: 'HJ 663, composite index; ranking rules',
    status: '2',
  },
  /** Stated by one secondary source of HJ 663-2026 and contradicted elsewhere. */
  'weighted-unconfirmed': {
    id: 'weighted-unconfirmed',
    confirmed: false,
    of: { so2: 1, no2: 2, co: 1, o3: 2, pm10: 1, pm2_5: 3 },
    clause: 'said of HJ 663-2026, unconfirmed',
    status: '1',
  },
};

import type { InvalidReason, Reading } from './observation.ts';
import type { Station } from './registry.ts';

/** The flag of a value below the detection limit. */
const BELOW_LIMIT = 'L';

type Flagged = Pick<Reading, 'value' | 'flag' | 'invalid'>;

/**
 * Returns why a stored reading takes part in no figure; undefined if it does. A value below the detection limit (`L`)
 * takes part, whatever the table of the station's flags; earlier versions stored it as invalid.
 */
export const invalidOf = ({ flag, invalid }: Flagged): InvalidReason | undefined =>
  flag === BELOW_LIMIT && invalid === 'flag' ? undefined : invalid;

/** Whether a flag means a usable value: normal, or below the detection limit. */
export const isUsableFlag = (flag: string): boolean => flag === 'N' || flag === BELOW_LIMIT;

/** Whether a reading is below the detection limit, so that its value is the limit or half of it. */
export const isBelowLimit = ({ flag }: Pick<Reading, 'flag'>): boolean => flag === BELOW_LIMIT;

/**
 * Returns the number that a usable reading contributes to calculations: half the detection limit if it is below it. The
 * registry says whether the station sends the limit itself (default) or half of it.
 * @source water.md 3 "Below the detection limit: half the limit enters the calculation" [2]
 * @example countedReading({ value: 0.025, flag: 'L' }, {}) // 0.0125
 */
export const countedReading = (
  { value, flag }: Pick<Reading, 'value' | 'flag'>,
  { detectionLimit = 'value' }: Pick<Station, 'detectionLimit'>,
): number => (flag === BELOW_LIMIT && detectionLimit === 'value' ? value / 2 : value);

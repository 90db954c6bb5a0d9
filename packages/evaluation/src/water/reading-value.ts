import type { FlagTable, Reading, Station } from '@lanbi/model';
import { type Maybe, type MissingReason, missing } from '@lanbi/standards';

/** Flags of the national surface-water protocol (hj212.md "Flags"). */
const SURFACE_WATER: Readonly<Record<string, MissingReason>> = {
  F: 'fault', // communication fault
  D: 'fault',
  B: 'fault', // offline
  C: 'calibration',
  M: 'maintenance',
};

const HJ212_2017: Readonly<Record<string, MissingReason>> = {
  D: 'fault',
  B: 'fault', // communication fault
  C: 'calibration',
  M: 'maintenance',
  F: 'maintenance', // stopped
};

/** The table of a water station's flags: the surface-water protocol unless the registry says otherwise. */
export const flagTableOf = (station: Station): FlagTable => station.hj212?.flags ?? 'surface-water';

/**
 * What a reading of a water station enters a calculation as, or why it does not. A value flagged `L` is half the
 * detection limit already and takes part; every other invalid reading does not.
 * @source hj212.md "Flags": L carries half the detection limit; water.md 3 "Below the detection limit" [2]
 */
export function readingValue(reading: Reading, table: FlagTable): Maybe<number> {
  const { value, flag, invalid } = reading;
  if (invalid === undefined) return value;
  if (invalid !== 'flag') return missing('invalid');
  if (table === 'surface-water' && flag === 'L' && value >= 0) return value;
  return missing((table === 'surface-water' ? SURFACE_WATER : HJ212_2017)[flag] ?? 'invalid');
}

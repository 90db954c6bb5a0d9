import { countedReading, type FlagTable, invalidOf, type Reading, type Station } from '@lanbi/model';
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

/**
 * Returns the table of a water station's flags: the surface-water protocol unless the registry states another.
 */
export const flagTableOf = (station: Station): FlagTable => station.hj212?.flags ?? 'surface-water';

/** The registry settings for reading the values of a station. */
export interface ReadingRules extends Pick<Station, 'detectionLimit'> {
  readonly flags: FlagTable;
}

export const readingRulesOf = (station: Station): ReadingRules => ({
  flags: flagTableOf(station),
  ...(station.detectionLimit && { detectionLimit: station.detectionLimit }),
});

/**
 * Returns the value that a reading of a water station contributes to a calculation, or the reason why it has none.
 * Below the detection limit (`L`) it is half of the limit; an invalid reading has none.
 * @source water.md 3 "Below the detection limit" [2]
 */
export function readingValue(reading: Reading, rules: ReadingRules): Maybe<number> {
  const { value, flag, invalid } = reading;
  if (invalid === undefined || (invalidOf(reading) === undefined && value >= 0))
    return countedReading(reading, rules);
  if (invalid !== 'flag') return missing('invalid');
  return missing((rules.flags === 'surface-water' ? SURFACE_WATER : HJ212_2017)[flag] ?? 'invalid');
}

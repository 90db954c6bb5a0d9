import type { StoredObservation, StoredReading, StoredResult } from '@lanbi/model';

type State = Omit<StoredObservation, 'position'>;

const equal = (a: StoredReading, b: StoredReading): boolean =>
  a.value === b.value && a.flag === b.flag && a.invalid === b.invalid && a.revision === b.revision;

/** Whether a reading is newer than the known one: by revision, then receipt, then value, so that order does not matter. */
function isNewer(reading: StoredReading, known: StoredReading, receipt: number): boolean {
  if (reading.revision !== known.revision) return reading.revision > known.revision;
  if (equal(reading, known)) return false;
  return receipt !== 0 ? receipt > 0 : reading.value > known.value;
}

/**
 * Two accounts of one observation made one, the same in whichever order they come and however often. Undefined when
 * `other` says nothing new.
 */
export function joinObservation(known: State, other: State): State | undefined {
  const readings = new Map(known.readings.map((reading) => [reading.parameter, reading]));
  const receipt = other.receivedAt - known.receivedAt;
  let changed = false;
  for (const reading of other.readings) {
    const here = readings.get(reading.parameter);
    if (here && !isNewer(reading, here, receipt)) continue;
    readings.set(reading.parameter, reading);
    changed = true;
  }
  if (!changed) return undefined;
  return { ...(receipt > 0 ? other : known), readings: [...readings.values()] };
}

/** Whether a result is newer than the known one. */
export const isNewerResult = (result: StoredResult, known: StoredResult): boolean =>
  result.revision > known.revision ||
  (result.revision === known.revision && result.computedAt > known.computedAt);

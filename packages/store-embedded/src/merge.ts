import type { Observation, Reading, StoredReading } from '@lanbi/model';

export interface Merged {
  readonly change: 'same' | 'added' | 'corrected';
  readonly readings: readonly StoredReading[];
}

const equal = (a: Reading, b: Reading): boolean =>
  a.value === b.value && a.flag === b.flag && a.invalid === b.invalid;

/**
 * New readings into stored ones: others are added, an equal one changes nothing, another value is a correction, but of a
 * retained observation, which only adds.
 */
export function merge(
  stored: readonly StoredReading[],
  { readings: news, retained = false }: Pick<Observation, 'readings' | 'retained'>,
): Merged {
  const readings = new Map(stored.map((reading) => [reading.parameter, reading]));
  let change: Merged['change'] = 'same';
  for (const reading of news) {
    const known = readings.get(reading.parameter);
    if (known && (retained || equal(known, reading))) continue;
    readings.set(reading.parameter, { ...reading, revision: (known?.revision ?? 0) + 1 });
    if (known) change = 'corrected';
    else if (change === 'same') change = 'added';
  }
  return { change, readings: [...readings.values()] };
}

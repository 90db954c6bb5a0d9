import { offsetAt, type ParameterCode, regionId, type StoredObservation, stationId } from '@lanbi/model';
import { civilDate, HOUR, instant, missing, seconds, startOfDate } from '@lanbi/standards';
import { describe, expect, it } from 'vitest';
import { dayResults, itemCounts, itemMeans, readingValue, type SampleReading } from '../src/index.ts';

const day = startOfDate(civilDate('2026-07-10'));

interface Row {
  readonly hour: number;
  readonly values: Partial<Record<ParameterCode, number>>;
  readonly period?: number;
  readonly flag?: string;
}

const rows = (made: readonly Row[]): SampleReading[] =>
  made.map(({ hour, values, period = 3600, flag = 'N' }) => {
    const readings = Object.entries(values).map(([parameter, value]) => ({
      parameter: parameter as ParameterCode,
      value,
      flag,
      revision: 1,
      ...(flag !== 'N' && { invalid: 'flag' as const }),
    }));
    const to = instant(day + hour * HOUR);
    const observation: StoredObservation = {
      station: stationId('W'),
      medium: 'water',
      region: regionId('r'),
      to,
      period: seconds(period),
      receivedAt: to,
      position: offsetAt(1),
      readings,
    };
    return { observation, flags: 'surface-water' as const };
  });

describe('the day of a section', () => {
  it('counts hourly items with every row, and what rows carry once in four hours', () => {
    // As published: the analyser gives a new value at 02:00 and at 06:00, the rows between carry the latest.
    const made = rows([
      { hour: 1, values: { do: 8, codmn: 2.1 } },
      { hour: 3, values: { do: 9, codmn: 1.97 } },
      { hour: 5, values: { do: 10, codmn: 1.97 } },
      { hour: 7, values: { do: 9, codmn: 2.01 } },
    ]);
    const { sums, samples } = dayResults(made, day);
    expect(samples).toBe(4);
    expect(itemCounts(sums)).toEqual({ codmn: 2, do: 4 });
    expect(itemMeans(sums)).toEqual({ codmn: 1.99, do: 9 });
  });

  it('ends with the hour that ends at 00:00, and begins with an instant sample at 00:00', () => {
    const made = rows([
      { hour: 0, values: { do: 1 } },
      { hour: 24, values: { do: 2 } },
      { hour: 0, values: { do: 4 }, period: 0 },
      { hour: 24, values: { do: 8 }, period: 0 },
    ]);
    expect(itemMeans(dayResults(made, day).sums)).toEqual({ do: 3 });
  });

  it('leaves a mean of the day aside where there is anything shorter', () => {
    const mean = { hour: 24, values: { do: 9 }, period: 86_400 };
    expect(itemMeans(dayResults(rows([{ hour: 4, values: { do: 7 } }, mean]), day).sums)).toEqual({
      do: 7,
    });
    expect(itemMeans(dayResults(rows([mean]), day).sums)).toEqual({ do: 9 });
  });

  it('takes half of a detection limit where the value is below it, and no other flagged one', () => {
    const made = rows([
      { hour: 4, values: { nh3n: 0.025 }, flag: 'L' },
      { hour: 8, values: { nh3n: 0.0375 } },
      { hour: 12, values: { nh3n: 5 }, flag: 'D' },
    ]);
    const { sums, samples } = dayResults(made, day);
    expect(samples).toBe(2);
    expect(itemMeans(sums)).toEqual({ nh3n: 0.025 });
  });
});

describe('a reading of a water station', () => {
  const flagged = (flag: string, value = 1) => ({ parameter: 'tp', value, flag, invalid: 'flag' }) as const;

  it.each([
    ['L', 'surface-water', 0.5],
    ['L', 'hj212-2017', 0.5],
    ['D', 'surface-water', missing('fault')],
    ['F', 'surface-water', missing('fault')],
    ['F', 'hj212-2017', missing('maintenance')],
    ['B', 'surface-water', missing('fault')],
    ['C', 'hj212-2017', missing('calibration')],
    ['T', 'hj212-2017', missing('invalid')],
    ['M', 'surface-water', missing('maintenance')],
  ] as const)('flagged %s under %s', (flag, flags, value) => {
    expect(readingValue(flagged(flag), { flags })).toEqual(value);
  });

  it('below the detection limit counts as it is where the station sends half of the limit', () => {
    const rules = { flags: 'surface-water', detectionLimit: 'half' } as const;
    expect(readingValue(flagged('L'), rules)).toBe(1);
    expect(readingValue({ parameter: 'tp', value: 1, flag: 'L' }, rules)).toBe(1);
    expect(readingValue({ parameter: 'tp', value: 1, flag: 'L' }, { flags: 'surface-water' })).toBe(0.5);
    expect(readingValue({ parameter: 'water_temperature', value: -1, flag: 'N' }, rules)).toBe(-1);
  });

  it('is no reading when negative or out of range, whatever its flag', () => {
    expect(readingValue(flagged('L', -1), { flags: 'surface-water' })).toEqual(missing('invalid'));
    const beyond = { parameter: 'tp', value: 900, flag: 'N', invalid: 'out-of-range' } as const;
    expect(readingValue(beyond, { flags: 'surface-water' })).toEqual(missing('invalid'));
  });
});

import { offsetAt, type ParameterCode, regionId, type StoredObservation, stationId } from '@lanbi/model';
import { civilDate, HOUR, instant, seconds, startOfDate } from '@lanbi/standards';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dayAggregate, hasSampleTime, type SampleReading, SectionDay, waterDayOf } from '../src/index.ts';

const day = startOfDate(civilDate('2026-07-10'));
const MINUTES = 60_000;

const said = fc
  .record({
    station: fc.constantFrom('A', 'B'),
    // Instants, minutes, hours, analyses of four hours, and a mean of the day.
    period: fc.constantFrom(0, 0, 60, 3600, 3600, 14_400, 86_400),
    minutes: fc.oneof(
      fc.integer({ min: 0, max: 24 }).map((hour) => hour * 60),
      fc.integer({ min: 1, max: 1439 }),
    ),
    values: fc.dictionary(
      fc.constantFrom('ph', 'do', 'tp', 'nh3n'),
      fc.record({
        hundredths: fc.integer({ min: 0, max: 999 }),
        flag: fc.constantFrom('N', 'N', 'N', 'L', 'D'),
      }),
      { minKeys: 1 },
    ),
  })
  .map(({ station, period, minutes, values }): SampleReading => {
    const to = instant(day + minutes * MINUTES);
    const observation: StoredObservation = {
      station: stationId(station),
      medium: 'water',
      region: regionId('r'),
      to,
      period: seconds(period),
      receivedAt: to,
      position: offsetAt(1),
      readings: Object.entries(values).map(([parameter, { hundredths, flag }]) => ({
        parameter: parameter as ParameterCode,
        value: hundredths / 100,
        flag,
        revision: 1,
        ...(flag !== 'N' && { invalid: 'flag' as const }),
      })),
    };
    return { observation, flags: 'surface-water' };
  })
  .filter(({ observation }) => hasSampleTime(observation) && waterDayOf(observation) === day);

const identity = ({ observation: { station, to, period } }: SampleReading) => `${station} ${to} ${period}`;

it('a day that is kept while readings come is the day out of all of them', () => {
  fc.assert(
    fc.property(fc.array(said, { maxLength: 60 }), (readings) => {
      const kept = new SectionDay(day);
      for (const reading of readings) kept.put(reading);
      const last = [...new Map(readings.map((reading) => [identity(reading), reading])).values()];
      for (const perDay of [undefined, 1 / 7, 1, 6, 24])
        expect(kept.aggregate(perDay)).toEqual(dayAggregate(last, day, perDay));
      expect(kept.rows).toBe(last.length);
    }),
    { numRuns: 300 },
  );
});

it('a correction that takes the last analysis of four hours away brings back the one before', () => {
  const at = (hour: number, readings: StoredObservation['readings']): SampleReading => ({
    observation: {
      station: stationId('A'),
      medium: 'water',
      region: regionId('r'),
      to: instant(day + hour * HOUR),
      period: seconds(3600),
      receivedAt: day,
      position: offsetAt(1),
      readings,
    },
    flags: 'surface-water',
  });
  const tp = (value: number, flag = 'N') => ({
    parameter: 'tp' as const,
    value,
    flag,
    revision: 1,
    ...(flag !== 'N' && { invalid: 'flag' as const }),
  });
  const kept = new SectionDay(day);
  kept.put(at(2, [tp(0.1)]));
  kept.put(at(4, [tp(0.4)]));
  kept.put(at(4, [tp(0.4, 'D')]));
  expect(kept.aggregate(6).sums).toEqual({ tp: { unscaled: 1, scale: 1, count: 1 } });
});

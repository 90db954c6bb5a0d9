import {
  type AirDayValues,
  airPeriod,
  dateOfDay,
  dayOfDate,
  type EvaluatedDay,
  startOfDayNumber,
  stationDay,
  windowOf,
} from '@lanbi/evaluation';
import { AirDayColumns, type AirDayKind, offsetAt, type StoredResult } from '@lanbi/model';
import { type AirPollutant, civilDate } from '@lanbi/standards';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { daysOfYear, SubjectDays, slidFigure } from '../src/index.ts';

const LAST = civilDate('2016-04-05');
const DAY = dayOfDate(LAST);

/** Half to even of n / d to a number of decimals: whole numbers only, nothing of what is tested. */
function rounded(n: bigint, d: bigint, digits: number): number {
  const scaled = n * 10n ** BigInt(digits);
  const [floor, rest] = [scaled / d, (scaled % d) * 2n];
  const up = rest > d || (rest === d && floor % 2n === 1n);
  return Number(`${up ? floor + 1n : floor}e-${digits}`);
}

/** All but PM2.5 so low that it decides. */
const low = (of: AirPollutant): number => (of === 'co' ? 0.1 : 1);

function stored(values: AirDayValues, day: number): StoredResult<AirDayKind> {
  const [from, to] = [startOfDayNumber(day), startOfDayNumber(day + 1)];
  const identity = { kind: 'aqi.day', subject: 'S', from, to } as const;
  return {
    ...identity,
    revision: 1,
    computedAt: to,
    position: offsetAt(1),
    body: { ...values, running: false },
  };
}

/** Days of PM2.5 of which each is a sum of 24 hours close to a tie of the printed decimal: 35.15, of which the terms differ. */
const hoursOfDay = fc.array(fc.integer({ min: 35_149_998, max: 35_150_002 }), {
  minLength: 24,
  maxLength: 24,
});

it('terms, attainment and good days of a period are those of the exact mean, slid and computed anew', () => {
  fc.assert(
    fc.property(fc.array(hoursOfDay, { minLength: 7, maxLength: 7 }), (days) => {
      const kept = new SubjectDays({ id: 'S', region: false });
      const rows: StoredResult<AirDayKind>[] = [];
      const evaluated = days.map((hours, at): EvaluatedDay => {
        const of = (item: AirPollutant) => hours.map((value) => (item === 'pm2_5' ? value / 1e6 : low(item)));
        const own: AirDayValues = stationDay(of, DAY - 6 + at);
        rows.push(stored(own, DAY - 6 + at));
        return {
          date: dateOfDay(DAY - 6 + at),
          values: own.concentrations,
          rests: own.rests,
          further: own.further,
        };
      });
      kept.open(rows.at(-1));
      for (const year of kept.missing(DAY - 6, DAY)) {
        const { first, last } = daysOfYear(year);
        kept.adopt([{ year, columns: new AirDayColumns(first, last) }]);
      }
      for (const row of rows) kept.change(row);
      const sum = BigInt(days.flat().reduce((a, b) => a + b, 0));
      const printed = rounded(sum, 7n * 24n * 1_000_000n, 1);
      const term = rounded(BigInt(Math.round(printed * 10)), 350n, 2);
      const span = { from: dateOfDay(DAY - 6), to: LAST };
      const options = { rounding: 'round-each' } as const;
      const anew = airPeriod('rolling-7d', span, evaluated, false, options);
      const slid = slidFigure(kept, 'rolling-7d', windowOf('rolling-7d', LAST), options);
      expect(anew.composite.terms.pm2_5).toBe(term);
      expect(slid).toEqual(anew);
    }),
  );
});

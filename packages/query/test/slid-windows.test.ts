import {
  airPeriod,
  dateOfDay,
  dayOfDate,
  daysWindow,
  type EvaluatedDay,
  LiteralDust,
  startOfDayNumber,
} from '@lanbi/evaluation';
import {
  AirDayColumns,
  type AirDayKind,
  type DustPollutant,
  offsetAt,
  regionId,
  StatementsInForce,
  type Station,
  type StoredAnnotation,
  type StoredResult,
  stationId,
} from '@lanbi/model';
import {
  AIR_POLLUTANTS,
  type AirPollutant,
  type Carried,
  carried,
  civilDate,
  dateAt,
  eachPollutant,
  instant,
  type Maybe,
  missing,
  rational,
  seconds,
} from '@lanbi/standards';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { daysOfYear, SlidingWindow, SubjectDays, slidFigure } from '../src/index.ts';

const FIRST = dayOfDate(civilDate('2023-11-01'));
const LENGTH = 500;

/**
 * A mean of 72 hours in tenths: few different ones, so that many are equal, differ in what rounding left out alone, or are
 * short decimals.
 */
const value = fc
  .record({ tenths: fc.integer({ min: 25_150, max: 25_220 }), by: fc.constantFrom(72n, 71n, 8n) })
  .map(({ tenths, by }) => carried(rational(BigInt(tenths), by * 10n)));
const none = fc.constant(undefined);
const day = fc.option(
  fc.tuple(
    ...AIR_POLLUTANTS.map(() => fc.oneof({ weight: 9, arbitrary: value }, { weight: 1, arbitrary: none })),
  ),
  { freq: 9, nil: undefined },
);
/** Now and then a calendar year, which has percentiles of its own. */
const YEAR = { first: dayOfDate(civilDate('2024-01-01')), last: dayOfDate(civilDate('2024-12-31')) };
const anySpan = fc
  .tuple(fc.integer({ min: 0, max: LENGTH - 1 }), fc.integer({ min: 0, max: LENGTH - 1 }))
  .map(([a, b]) => ({ first: FIRST + Math.min(a, b), last: FIRST + Math.max(a, b) }));
const span = fc.oneof({ weight: 4, arbitrary: anySpan }, { weight: 1, arbitrary: fc.constant(YEAR) });

function rowOf(number: number, values: readonly (Carried | undefined)[]): StoredResult<AirDayKind> {
  const of = (pollutant: AirPollutant): Carried | undefined => values[AIR_POLLUTANTS.indexOf(pollutant)];
  const rests = AIR_POLLUTANTS.flatMap((each) => {
    const rest = of(each)?.rest;
    return rest ? [[each, rest] as const] : [];
  });
  const [from, to] = [startOfDayNumber(number), startOfDayNumber(number + 1)];
  const concentrations = eachPollutant((each): Maybe<number> => of(each)?.value ?? missing('no-data'));
  const coverage = eachPollutant(() => ({ expected: 24, observed: 24 }));
  return {
    ...{
      kind: 'aqi.day',
      subject: 'S',
      from,
      to,
      revision: 1,
      computedAt: to,
      position: offsetAt(number),
    },
    body: {
      concentrations,
      rests: Object.fromEntries(rests),
      further: { o3_1h: 90 },
      coverage,
      running: false,
    },
  };
}

function daysOf(rows: readonly StoredResult<AirDayKind>[]): SubjectDays {
  const days = new SubjectDays({ id: 'S', region: false });
  days.open(rows.at(-1));
  for (const year of days.missing(FIRST, FIRST + LENGTH)) {
    const { first, last } = daysOfYear(year);
    days.adopt([{ year, columns: new AirDayColumns(first, last) }]);
  }
  for (const row of rows) days.change(row);
  return days;
}

it('figures of any span, filled at once or slid to, are those computed anew', () => {
  fc.assert(
    fc.property(
      fc.array(day, { minLength: LENGTH, maxLength: LENGTH }),
      fc.array(span, { minLength: 1, maxLength: 5 }),
      (all, spans) => {
        const rows = all.flatMap((values, n) => (values ? [rowOf(FIRST + n, values)] : []));
        const evaluated = rows.map(
          ({ body: { concentrations, rests, further } }, at): EvaluatedDay => ({
            date: dateOfDay(Math.round(((rows[at]?.from ?? 0) + 8 * 3_600_000) / 86_400_000)),
            ...{ values: concentrations, rests, further },
          }),
        );
        const days = daysOf(rows);
        const sliding = new SlidingWindow(days, true);
        for (const { first, last } of spans) {
          const [from, to] = [dateOfDay(first), dateOfDay(last)];
          const anew = airPeriod('custom', { from, to }, evaluated, !days.isOver(last));
          const window = daysWindow(from, to);
          expect(slidFigure(days, 'custom', window)).toEqual(anew);
          expect(slidFigure(days, 'custom', window, {}, sliding)).toEqual(anew);
        }
      },
    ),
    { numRuns: 20 },
  );
});

/** Dust of some days of the place, each with some of the pollutants. */
const dust = fc.uniqueArray(
  fc.record({
    day: fc.integer({ min: FIRST, max: FIRST + LENGTH - 1 }),
    pollutants: fc.constantFrom<readonly DustPollutant[]>(['pm10'], ['pm2_5'], ['pm10', 'pm2_5']),
    isWithdrawn: fc.boolean(),
  }),
  { selector: ({ day: on }) => on, maxLength: 12 },
);

it('figures of any span with days of dust are those computed anew', () => {
  fc.assert(
    fc.property(
      fc.array(day, { minLength: LENGTH, maxLength: LENGTH }),
      fc.array(span, { minLength: 1, maxLength: 5 }),
      dust,
      (all, spans, dusty) => {
        const rows = all.flatMap((values, n) => (values ? [rowOf(FIRST + n, values)] : []));
        const days = daysOf(rows);
        const place = { id: 'R', name: { zh: 'R', en: 'R' }, kind: 'city' as const };
        const annotations = dusty.map(({ day: on, pollutants, isWithdrawn }, at): StoredAnnotation => {
          const date = dateOfDay(on);
          const [from, until] = [date, date];
          const said = { kind: 'dust-day', pollutants, subject: 'R', from, until } as const;
          const trail = { reason: 'dust', enteredAt: instant(at), id: at + 1, version: at + 1 };
          return {
            ...said,
            ...trail,
            ...(isWithdrawn && { withdrawn: { at: instant(at), reason: 'none' } }),
          };
        });
        const station: Station = {
          ...{ id: stationId('S'), medium: 'air', name: place.name, region: regionId('R') },
          ...{ role: 'evaluation', period: seconds(3600), stamp: 'end', parameters: [], units: {} },
        };
        const registry = {
          regions: new Map([[regionId('R'), { ...place, id: regionId('R') }]]),
          stations: new Map([[station.id, station]]),
          sections: new Map(),
        };
        days.annotate(new StatementsInForce(registry, annotations));
        const literal = new LiteralDust(registry, annotations);
        const evaluated = rows.map(
          ({ from: begin, body: { concentrations, rests, further } }): EvaluatedDay => {
            const date = dateAt(begin);
            const own = { date, values: concentrations, rests, further };
            return { ...own, ...literal.on({ id: 'S', region: false }, date) };
          },
        );
        for (const { first, last } of spans) {
          const [from, to] = [dateOfDay(first), dateOfDay(last)];
          const anew = airPeriod('custom', { from, to }, evaluated, !days.isOver(last));
          expect(slidFigure(days, 'custom', daysWindow(from, to))).toEqual(anew);
        }
      },
    ),
    { numRuns: 40 },
  );
});

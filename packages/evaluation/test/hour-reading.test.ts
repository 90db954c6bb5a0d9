import { countedEnd } from '@lanbi/model';
import { HOUR, instant, missing, SECOND } from '@lanbi/standards';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hoursOf } from '../src/air/counted-hours.ts';
import { hourReading, type TimedFigure } from '../src/air/hour-reading.ts';

const NINE = Date.parse('2026-06-01T09:00:00+08:00');
const timed = (second: number, period: number, figure: TimedFigure['figure']): TimedFigure => {
  const to = instant(NINE + second * SECOND);
  return { to, period, place: countedEnd(to, period), figure };
};
const every = (seconds: number, from: number, to: number, period: number, figure = 1): TimedFigure[] => {
  const ends: TimedFigure[] = [];
  for (let second = from; second <= to; second += seconds) ends.push(timed(second, period, figure));
  return ends;
};
const read = (figures: readonly TimedFigure[], instantInterval?: number) =>
  hourReading(figures, instant(NINE), instantInterval ? { instantInterval: instantInterval as never } : {});
/** Values of a minute whose length nothing states, at minutes from the begin of the hour. */
const assumed = (from: 'begin' | 'end', ...minutes: readonly number[]): TimedFigure[] =>
  minutes.map((minute) => {
    const end = (from === 'begin' ? minute + 1 : minute) * 60 - 3600;
    return { ...timed(end, 60, minute), assumed: from };
  });
const meanOf = ({ parts }: ReturnType<typeof read>): number => {
  const time = parts.reduce((sum, { seconds }) => sum + seconds, 0);
  return parts.reduce((sum, { value, seconds }) => sum + value * seconds, 0) / time;
};

describe('the hour that an observation counts to', () => {
  it.each([
    [0.4, 3600, [0]],
    [-1, 3600, [0]],
    [1, 3600, [0]],
    [-30 * 60 + 1, 3600, [0]],
    [30 * 60 - 1, 3600, [0]],
    [30 * 60 + 1, 3600, [1]],
    [30 * 60, 3600, [0, 1]],
    [1, 60, [0]],
    [30, 60, [0]],
    [31, 60, [1]],
    [-3600 + 1, 60, [-1]],
    [149, 300, [0]],
    [0, 0, [0]],
    [0.001, 0, [1]],
  ])('%d s after nine, %i s long', (second, period, hours) => {
    const ends = hours.map((hour) => NINE + hour * HOUR);
    expect(hoursOf({ to: instant(NINE + second * SECOND), period: period as never })).toEqual(ends);
  });

  it.each([
    ['09:00:00.4', 3600, '09:00:00'],
    ['08:58:20', 14_400, '09:00:00'],
    ['00:00:01', 86_400, '00:00:00'],
    ['09:00:59', 60, '09:01:00'],
    ['09:03:00', 300, '09:05:00'],
    ['09:00:07', 420, '09:00:07'],
  ])('an end at %s of %i s stands at %s', (text, period, place) => {
    const at = (time: string) => instant(Date.parse(`2026-06-01T${time}+08:00`));
    expect(countedEnd(at(text), period)).toBe(at(place));
  });
});

describe('the parts of an hour', () => {
  it.each([
    ['30 minutes and 6 of five', [...every(60, -3540, -1800, 60), ...every(300, -1500, 0, 300)], 3600],
    ['a minute beside 12 of five', [timed(-3540, 60, 99), ...every(300, -3300, 0, 300)], 3600],
    ['60 instants', every(60, -3540, 0, 0), 3600],
    ['60 instants, seconds off', every(60, -3530, 10, 0), 3600],
    ['12 instants', every(300, -3300, 0, 0), 3600],
    ['6 instants', every(600, -3000, 0, 0), 1800],
    ['an instant', [timed(-60, 0, 1)], 60],
    ['minutes a second off', every(60, -3539, 1, 60), 3600],
    ['44 minutes', every(60, -3540, -960, 60), 2640],
    ['three of 420 s', every(420, -3000, -2160, 420), 1260],
    ['a minute said twice', [timed(-60, 60, 1), timed(-59, 60, 1)], 60],
  ])('%s', (_, figures, covered) => expect(read(figures).covered).toBe(covered));

  it('an instant stands for the interval that the registry states', () =>
    expect(read(every(600, -3000, 0, 0), 600).covered).toBe(3600));

  it.each([
    ['ten minutes apart', assumed('begin', 0, 10, 20, 30, 40, 50), 3600],
    ['ten minutes apart, stamped at the end', assumed('end', 10, 20, 30, 40, 50, 60), 3600],
    ['half an hour apart', assumed('begin', 0, 30), 3600],
    ['31 minutes apart', assumed('begin', 0, 31), 120],
    ['alone', assumed('begin', 20), 60],
    ['ten minutes apart with one lost', assumed('begin', 0, 10, 30, 40, 50), 3000],
    ['minutes with some lost', assumed('begin', 0, 1, 2, 3, 30, 31, 50), 420],
    ['beside minutes of stated length', [...assumed('begin', 0, 10), ...every(60, -1800, 0, 60)], 3060],
  ])('values of no stated length: %s', (_, figures, covered) => {
    expect(read(figures).covered).toBe(covered);
    expect(read(figures.toReversed())).toEqual(read(figures));
  });

  it('a value counts for the time that no longer one covers', () => {
    const half = [...every(60, -3540, -1800, 60, 10), ...every(300, -1500, 0, 300, 40)];
    expect(meanOf(read(half))).toBe(25);
    expect(meanOf(read([...half, ...every(300, -3300, -1800, 300, 20)]))).toBe(30);
  });

  it('of two stamps near the hour the nearest valid one counts, of two as near the later', () => {
    expect(read([timed(1, 3600, 1), timed(0, 3600, 2), timed(-5, 3600, 3)]).own).toBe(2);
    expect(read([timed(0, 3600, missing('fault')), timed(2, 3600, 1), timed(-2, 3600, 2)]).own).toBe(1);
    expect(read([timed(0, 3600, missing('fault')), timed(2, 3600, missing('invalid'))]).own).toEqual(
      missing('fault'),
    );
  });

  it('an hour exactly between two is why there is none, unless there are parts', () => {
    const between = timed(-1800, 3600, 5);
    expect(read([between])).toMatchObject({ own: missing('no-data'), parts: [], reason: 'stamp-off' });
    expect(read([between, timed(0, 60, 3)]).parts).toEqual([{ value: 3, seconds: 60 }]);
  });

  const figure = fc.oneof(
    { weight: 5, arbitrary: fc.integer({ min: 0, max: 50 }) },
    { weight: 1, arbitrary: fc.constant(missing('fault')) },
  );
  const sample = fc
    .record({ minute: fc.integer({ min: -59, max: 0 }), off: fc.integer({ min: -9, max: 9 }), figure })
    .chain(({ minute, off, figure: of }) =>
      fc
        .constantFrom(60, 60, 120, 300, 600, 1200, 1800)
        .map((period) => timed(Math.ceil((minute * 60) / period) * period + off, period, of)),
    );

  /** Second by second: the longest value that covers it, of one place the nearest stamp. */
  function literal(figures: readonly TimedFigure[]): readonly (number | undefined)[] {
    const sound = figures.filter((each) => typeof each.figure === 'number');
    return Array.from({ length: HOUR / SECOND }, (_, second) => {
      const at = NINE - HOUR + second * SECOND;
      const over = sound.filter(({ place, period }) => {
        const end = place ?? 0;
        return end > at && end - period * SECOND <= at;
      });
      const longest = Math.max(...over.map(({ period }) => period));
      const [best] = over
        .filter(({ period }) => period === longest)
        .sort((a, b) => Math.abs(a.to - (a.place ?? 0)) - Math.abs(b.to - (b.place ?? 0)) || b.to - a.to);
      return best?.figure as number | undefined;
    });
  }

  it('are what every second of the hour says, in any order', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(sample, { maxLength: 40, selector: ({ to, period }) => `${to} ${period}` }),
        (figures) => {
          const seconds = literal(figures).filter((value) => value !== undefined);
          const found = read(figures);
          expect(found.covered).toBe(seconds.length);
          if (seconds.length > 0)
            expect(meanOf(found)).toBeCloseTo(
              seconds.reduce((sum, value) => sum + value, 0) / seconds.length,
              9,
            );
          expect(read(figures.toReversed())).toEqual(found);
        },
      ),
      { numRuns: 200 },
    );
  });
});

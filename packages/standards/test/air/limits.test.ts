import { describe, expect, it } from 'vitest';
import {
  againstLimit,
  editionById,
  exceedanceMultiple,
  GB3095_2012,
  GB3095_2026_FINAL,
  GB3095_2026_TRANSITION,
  type Gb3095Edition,
  HJ663_2013,
  type Hj663Edition,
  limitOf,
  missing,
} from '../../src/index.ts';
import { GOLDEN_VALIDITY } from './golden/rules.ts';
import { goldenLimits, LIMIT_EDITIONS } from './golden/tables.ts';

const EDITIONS = [GB3095_2012, GB3095_2026_TRANSITION, GB3095_2026_FINAL];
const editionOf = (id: string): Gb3095Edition => editionById(id) as Gb3095Edition;

describe('GB 3095 tables 1 and 2', () => {
  it('has every printed row once, and no other', () => {
    expect(EDITIONS.map(({ id }) => id)).toEqual(LIMIT_EDITIONS);
    for (const edition of EDITIONS) {
      const rows = edition.limits.map(({ pollutant, averaging }) => `${pollutant} ${averaging}`);
      const printed = goldenLimits().filter((limit) => limit.edition === edition.id);
      expect(rows).toEqual(printed.map(({ pollutant, averaging }) => `${pollutant} ${averaging}`));
    }
  });

  const cells = goldenLimits().flatMap((row) => [
    { ...row, grade: 1 as const, limit: row.grade1 },
    { ...row, grade: 2 as const, limit: row.grade2 },
  ]);

  it.each(cells)(
    '$edition $pollutant $averaging, grade $grade: $limit attains, just above exceeds',
    ({ edition, pollutant, averaging, grade, limit }) => {
      const under = editionOf(edition);
      const at = (value: number) => againstLimit(value, { item: pollutant, averaging, grade }, under);
      // A tenth of the limit's own last decimal.
      const step = limit / 100_000;
      expect(at(limit)).toEqual({ edition, grade, limit, attains: true });
      expect(at(limit - step).attains).toBe(true);
      expect(at(limit + step).attains).toBe(false);
      expect(limitOf(under, pollutant, averaging).clause).toBe(
        ['tsp', 'nox', 'pb', 'bap'].includes(pollutant) ? 'table 2' : 'table 1',
      );
    },
  );

  it('takes grade 2 where none is named, and knows no row that is not printed', () => {
    expect(againstLimit(70, { item: 'pm2_5', averaging: 'day' }, GB3095_2012)).toMatchObject({
      grade: 2,
      limit: 75,
    });
    expect(() => limitOf(GB3095_2012, 'pm2_5', '1h')).toThrow(/no limit for pm2_5 1h/);
    expect(() => againstLimit(-1, { item: 'pm2_5', averaging: 'day' }, GB3095_2012)).toThrow(RangeError);
  });
});

describe('GB 3095 table 4', () => {
  it.each(EDITIONS)('$id', ({ validity }) => {
    const { hour, eightHours, day, year } = validity;
    expect(hour).toMatchObject({ items: GOLDEN_VALIDITY.hour.of, minutes: GOLDEN_VALIDITY.hour.minutes });
    expect(eightHours).toMatchObject({
      items: GOLDEN_VALIDITY.eightHours.of,
      hours: GOLDEN_VALIDITY.eightHours.hours,
    });
    expect(day).toMatchObject({ items: GOLDEN_VALIDITY.day.of, hours: GOLDEN_VALIDITY.day.hours });
    const { of, ...numbers } = GOLDEN_VALIDITY.year;
    expect(year).toMatchObject({ items: of, ...numbers });
  });
});

describe('exceedance multiple', () => {
  const printed: Pick<Hj663Edition, 'id' | 'digits'> = HJ663_2013;

  it.each([
    [35, 35, missing('not-applicable')],
    [34, 35, missing('not-applicable')],
    [36, 35, 0.03], // 1/35 = 0.02857
    [70, 35, 1],
    [4.1, 4, 0.02], // 0.025, to the even
    [4.3, 4, 0.08], // 0.075, to the even
    [500, 60, 7.33],
  ])('of %d against %d is %o', (value, limit, expected) => {
    expect(exceedanceMultiple(value, limit, printed)).toEqual(expected);
  });

  it('refuses what is no concentration and no limit', () => {
    expect(() => exceedanceMultiple(-1, 35, printed)).toThrow(/not a concentration/);
    expect(() => exceedanceMultiple(1, 0, printed)).toThrow(/not a limit/);
  });
});

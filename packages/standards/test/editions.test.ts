import { describe, expect, it } from 'vitest';
import {
  addDays,
  airEditionsOf,
  airEditionsWith,
  allInForce,
  type CivilDate,
  civilDate,
  dateAt,
  editionById,
  editionsOf,
  GB3095_2012,
  GB3095_2026_FINAL,
  GB3095_2026_TRANSITION,
  type Gb3095Edition,
  gb3095InForce,
  gb3838InForce,
  hj633InForce,
  hj663InForce,
  inForce,
  instant,
  parseInstant,
  REGISTERED_STANDARDS,
  rankingInForce,
  shortfallsOf,
  waterAssessmentInForce,
} from '../src/index.ts';

/** First and last day of each, as the standards say; what began before 2013 is taken from its first day on. */
const GOLDEN_DATES = {
  'GB 3095': [
    ['GB 3095-2012', '2013-01-01', '2026-02-28'],
    ['GB 3095-2026/transition', '2026-03-01', '2030-12-31'],
    ['GB 3095-2026/final', '2031-01-01', null],
  ],
  'HJ 633': [
    ['HJ 633-2012', '2013-01-01', '2026-02-28'],
    ['HJ 633-2026', '2026-03-01', null],
  ],
  'HJ 663': [
    ['HJ 663-2013', '2013-01-01', '2026-02-28'],
    ['HJ 663-2026', '2026-03-01', null],
  ],
} as const;

function* days(from: CivilDate, to: CivilDate): Generator<CivilDate> {
  for (let day = from; day <= to; day = addDays(day, 1)) yield day;
}

describe.each(REGISTERED_STANDARDS)('%s', (standard) => {
  it('has exactly one edition and stage on every day from 2013 to 2035', () => {
    const odd: string[] = [];
    for (const day of days(civilDate('2013-01-01'), civilDate('2035-12-31'))) {
      const holding = editionsOf(standard).filter(
        ({ from, until }) => from <= day && (until === undefined || day <= until),
      );
      if (holding.length !== 1 || inForce(standard, day) !== holding[0]) odd.push(day);
    }
    expect(odd).toEqual([]);
  });

  it('is found by its ids, each of its own', () => {
    const editions = editionsOf(standard);
    for (const edition of editions) expect(editionById(edition.id)).toBe(edition);
    expect(new Set(editions.map(({ id }) => id)).size).toBe(editions.length);
    expect(editions.every((edition) => edition.standard === standard)).toBe(true);
  });

  it('takes the first edition for what lies before it', () => {
    expect(inForce(standard, civilDate('1990-06-01'))).toBe(editionsOf(standard)[0]);
  });
});

describe('dates in force', () => {
  const rows = Object.entries(GOLDEN_DATES).flatMap(([standard, editions]) =>
    editions.map(([id, from, until]) => ({ standard, id, from, until })),
  );

  it.each(rows)('$id from $from until $until', ({ id, from, until }) => {
    expect(editionById(id)).toMatchObject({ from });
    expect(editionById(id)?.until ?? null).toBe(until);
  });

  it('names the stage of GB 3095-2026, and knows no other id', () => {
    expect(editionsOf('GB 3095').map(({ stage }) => stage)).toEqual([undefined, 'transition', 'final']);
    expect(editionById('GB 3095-2026')).toBeUndefined();
  });

  it('is found for each standard by its own function', () => {
    const day = civilDate('2028-05-05');
    expect(
      [hj633InForce, gb3095InForce, hj663InForce, rankingInForce, gb3838InForce, waterAssessmentInForce].map(
        (of) => of(day).standard,
      ),
    ).toEqual(['HJ 633', 'GB 3095', 'HJ 663', 'ranking', 'GB 3838', '环办〔2011〕22号']);
  });
});

describe('every instant', () => {
  it.each([
    ['2013-01-01T00:00:00+08:00', 'GB 3095-2012', 'HJ 633-2012', 'HJ 663-2013'],
    ['2026-02-28T23:59:59.999+08:00', 'GB 3095-2012', 'HJ 633-2012', 'HJ 663-2013'],
    ['2026-02-28T16:00:00Z', 'GB 3095-2026/transition', 'HJ 633-2026', 'HJ 663-2026'],
    ['2030-12-31T15:59:59.999Z', 'GB 3095-2026/transition', 'HJ 633-2026', 'HJ 663-2026'],
    ['2031-01-01T00:00:00+08:00', 'GB 3095-2026/final', 'HJ 633-2026', 'HJ 663-2026'],
  ])('at %s: %s, %s, %s', (text, gb3095, hj633, hj663) => {
    const all = allInForce(dateAt(parseInstant(text) ?? instant(Number.NaN)));
    expect(Object.keys(all)).toEqual(REGISTERED_STANDARDS);
    expect([all['GB 3095'].id, all['HJ 633'].id, all['HJ 663'].id]).toEqual([gb3095, hj633, hj663]);
  });
});

describe('a period', () => {
  const of = (from: string, to: string) => {
    const { gb3095, hj663, changedWithin } = airEditionsOf({ from: civilDate(from), to: civilDate(to) });
    return [gb3095.id, gb3095.stage, hj663.id, changedWithin];
  };

  it('is evaluated under what is in force at its end', () => {
    expect(of('2026-01-01', '2026-02-28')).toEqual(['GB 3095-2012', undefined, 'HJ 663-2013', false]);
    expect(of('2026-01-01', '2026-03-31')).toEqual([
      'GB 3095-2026/transition',
      'transition',
      'HJ 663-2026',
      true,
    ]);
    expect(of('2026-03-01', '2026-12-31')).toEqual([
      'GB 3095-2026/transition',
      'transition',
      'HJ 663-2026',
      false,
    ]);
    expect(of('2030-12-31', '2031-01-01')).toEqual(['GB 3095-2026/final', 'final', 'HJ 663-2026', true]);
  });

  it('has the editions of HJ 633 and HJ 663 that belong to one of GB 3095, whatever its date', () => {
    const ids = (gb3095: Gb3095Edition, date: string) => {
      const set = airEditionsWith(gb3095, civilDate(date));
      return [set.gb3095.id, set.hj633.id, set.hj663.id];
    };
    const of2012 = ['GB 3095-2012', 'HJ 633-2012', 'HJ 663-2013'];
    const of2026 = ['GB 3095-2026/transition', 'HJ 633-2026', 'HJ 663-2026'];
    expect(ids(GB3095_2012, '2016-12-31')).toEqual(of2012);
    expect(ids(GB3095_2012, '2026-04-30')).toEqual(of2012);
    expect(ids(GB3095_2026_TRANSITION, '2016-12-31')).toEqual(of2026);
    expect(ids(GB3095_2026_TRANSITION, '2031-12-31')).toEqual(of2026);
    expect(ids(GB3095_2026_FINAL, '2040-01-01').slice(1)).toEqual(of2026.slice(1));
  });
});

describe('rules that are not met', () => {
  it('are those of what is not valid', () => {
    const short = { rule: 'days-a-month', clause: 'table 4', needed: 27, found: 1, unit: 'days' } as const;
    const counts = { expected: 31, observed: 1 };
    expect(shortfallsOf({ kind: 'valid', ...counts })).toEqual([]);
    expect(shortfallsOf({ kind: 'insufficient', ...counts })).toEqual([]);
    expect(shortfallsOf({ kind: 'insufficient', ...counts, shortfalls: [short] })).toEqual([short]);
    expect(shortfallsOf({ kind: 'missing', reason: 'no-data', shortfalls: [short] })).toEqual([short]);
  });
});

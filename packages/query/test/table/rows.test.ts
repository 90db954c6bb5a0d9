import { HOUR, instant } from '@lanbi/standards';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AskedSelection,
  type Cell,
  CIVIL_DIMENSIONS,
  HOUR_DIMENSION,
  planTable,
  type TableColumn,
  type TableRow,
  type TableShape,
} from '../../src/index.ts';

interface Row extends TableRow {
  readonly value: number | null;
}

const columns: readonly TableColumn<Row>[] = [
  { name: 'station', type: 'text', description: '', cell: ({ subject }) => subject },
  { name: 'to', type: 'time', description: '', cell: ({ to }) => to },
  { name: 'value', type: 'number', description: '', cell: ({ value }) => value },
];

const shape: TableShape<Row> = {
  columns,
  parameters: ['value'],
  dimensions: [HOUR_DIMENSION, ...CIVIL_DIMENSIONS],
};

const SUBJECTS = ['A', 'B', 'C'];
/** 1 January 2016, 00:00 at +08:00: a Friday. */
const BEGIN = Date.parse('2016-01-01T00:00:00+08:00');

/** Hours of three stations, some of them left out, in the order of a table. */
const tables = fc
  .array(
    fc.tuple(...SUBJECTS.map(() => fc.option(fc.option(fc.integer({ min: 0, max: 9 })), { nil: undefined }))),
    { maxLength: 60 },
  )
  .map((hours) =>
    hours.flatMap((values, hour) =>
      values.flatMap((value, at): Row[] => {
        const from = BEGIN + hour * HOUR;
        if (value === undefined) return [];
        return [{ subject: SUBJECTS[at] ?? '', from: instant(from), to: instant(from + HOUR), value }];
      }),
    ),
  );

/** Pages that hold all rows of a time. */
async function* paged(rows: readonly Row[]): AsyncIterable<readonly Row[]> {
  let page: Row[] = [];
  for (const row of rows) {
    if (page.length >= 4 && page.at(-1)?.to !== row.to) {
      yield page;
      page = [];
    }
    page.push(row);
  }
  yield page;
}

async function answer(rows: readonly Row[], asked: AskedSelection): Promise<Record<string, Cell>[]> {
  const found = planTable(shape, asked, SUBJECTS);
  if (!found.ok) throw new Error(`${found.fault.field} ${found.fault.message}`);
  const all: Record<string, Cell>[] = [];
  for await (const page of found.plan.rows(paged(rows)))
    for (const { cells } of page)
      all.push(Object.fromEntries(found.plan.columns.map(({ name }, at) => [name, cells[at] ?? null])));
  return all;
}

const plainRow = ({ subject, to, value }: Row) => ({ station: subject, to, value });

describe('rows of an answer', () => {
  it('are those for which the condition holds', () =>
    fc.assert(
      fc.asyncProperty(tables, async (rows) => {
        const expected = rows.filter(({ value }) => value !== null && value > 4).map(plainRow);
        expect(await answer(rows, { where: 'value>4' })).toEqual(expected);
      }),
    ));

  it('are the first of an order, those without a value last, equal ones in the order of the table', () =>
    fc.assert(
      fc.asyncProperty(tables, fc.integer({ min: 1, max: 20 }), async (rows, top) => {
        const down = rows.toSorted((a, b) => (b.value ?? -1) - (a.value ?? -1));
        expect(await answer(rows, { order: '-value', top })).toEqual(down.slice(0, top).map(plainRow));
        const up = rows.toSorted((a, b) => (a.value ?? 99) - (b.value ?? 99));
        expect(await answer(rows, { order: 'value', top })).toEqual(up.slice(0, top).map(plainRow));
      }),
    ));

  it('are ranked within each time; equal values share a rank', () =>
    fc.assert(
      fc.asyncProperty(tables, async (rows) => {
        const ranked = await answer(rows, { rank: '-value' });
        expect(ranked).toHaveLength(rows.length);
        for (const { rank, to, value } of ranked) {
          const better = rows.filter((row) => row.to === to && (row.value ?? -1) > Number(value)).length;
          expect(rank).toBe(value === null ? null : better + 1);
        }
        const first = ranked.filter(({ rank }) => rank === 1);
        expect(await answer(rows, { rank: '-value', top: 1, where: 'value>=0' })).toEqual(first);
      }),
    ));

  it('stand side by side in the wide layout', () =>
    fc.assert(
      fc.asyncProperty(tables, async (rows) => {
        const times = [...new Set(rows.map(({ to }) => to))];
        const valueAt = (to: number, subject: string) =>
          rows.find((row) => row.to === to && row.subject === subject)?.value ?? null;
        const expected = times.map((to) => ({
          to,
          ...Object.fromEntries(SUBJECTS.map((subject) => [subject, valueAt(to, subject)])),
        }));
        expect(await answer(rows, { layout: 'wide' })).toEqual(expected);
      }),
    ));
});

/** Every run of hours above 4 without a gap, by looking at each begin and end. */
function runsOf(rows: readonly Row[]) {
  const above = (subject: string, from: number) =>
    rows.some((row) => row.subject === subject && row.from === from && (row.value ?? 0) > 4);
  const runs: { station: string; from: number; to: number; length: number }[] = [];
  for (const { subject, from } of rows) {
    if (!above(subject, from) || above(subject, from - HOUR)) continue;
    let length = 0;
    while (above(subject, from + length * HOUR)) length += 1;
    runs.push({ station: subject, from, to: from + length * HOUR, length });
  }
  return runs.sort((a, b) => b.length - a.length || a.from - b.from);
}

describe('runs', () => {
  it('are the longest ones, with begin, end, length and peak', () =>
    fc.assert(
      fc.asyncProperty(tables, async (rows) => {
        const found = await answer(rows, { runs: 'value>4', top: 1000 });
        const key = ({ station, from, to, length }: Record<string, Cell>) =>
          `${station} ${from} ${to} ${length}`;
        expect(found.map(key).sort()).toEqual(runsOf(rows).map(key).sort());
        expect(found.map(({ length }) => length)).toEqual(runsOf(rows).map(({ length }) => length));
        for (const { station, from, to, peak } of found) {
          const within = rows.filter(
            (row) => row.subject === station && row.from >= Number(from) && row.to <= Number(to),
          );
          expect(peak).toBe(Math.max(...within.map(({ value }) => value ?? 0)));
        }
      }),
    ));
});

/** 95 per cent points of Student's t as printed (NIST e-Handbook 1.3.6.7.2, column 0.975). */
const PRINTED: Readonly<Record<number, number>> = {
  1: 12.706,
  2: 4.303,
  3: 3.182,
  4: 2.776,
  5: 2.571,
  9: 2.262,
  10: 2.228,
  20: 2.086,
  30: 2.042,
  60: 2.0,
  100: 1.984,
};

describe('profiles', () => {
  it('are means by the hour and weekday at +08:00', async () => {
    const hour = (at: number, value: number): Row => ({
      subject: 'A',
      from: instant(BEGIN + at * HOUR),
      to: instant(BEGIN + (at + 1) * HOUR),
      value,
    });
    const found = await answer([hour(0, 1), hour(23, 5), hour(24, 3)], {
      profile: 'hour,weekday,season:month',
    });
    expect(
      found.map(({ profile, group, value, value_count }) => [profile, group, value, value_count]),
    ).toEqual([
      ['hour', '00', 2, 2],
      ['hour', '23', 5, 1],
      ['weekday', '5', 3, 2],
      ['weekday', '6', 3, 1],
      ['season:month', 'winter:01', 3, 3],
    ]);
  });

  it.each(Object.entries(PRINTED))(
    'have the interval of %s degrees of freedom as printed',
    async (degrees, t) => {
      const count = Number(degrees) + 1;
      // Values -1 and 1 in turn, and 0 where their number is odd: the mean is 0.
      const values = Array.from({ length: count }, (_, at) =>
        count % 2 === 1 && at === 0 ? 0 : at % 2 === 0 ? 1 : -1,
      );
      const rows = values.map((value, at): Row => {
        const from = BEGIN + at * 24 * HOUR;
        return { subject: 'A', from: instant(from), to: instant(from + HOUR), value: 1000 * value };
      });
      const [only] = await answer(rows, { profile: 'hour' });
      const squares = values.reduce((sum: number, value) => sum + value * value, 0);
      const half = t * 1000 * Math.sqrt(squares / (count - 1) / count);
      expect(only?.['value']).toBe(0);
      expect(Number(only?.['value_high']) / half).toBeCloseTo(1, 3);
      expect(Number(only?.['value_low'])).toBeCloseTo(-Number(only?.['value_high']), 3);
    },
  );

  it('agree with sums of their own for any rows', () =>
    fc.assert(
      fc.asyncProperty(tables, async (rows) => {
        for (const { station, group, value, value_count } of await answer(rows, { profile: 'hour' })) {
          const own = rows.filter(
            (row) => row.subject === station && ((row.from - BEGIN) / HOUR) % 24 === Number(group),
          );
          const numbers = own.flatMap((row) => row.value ?? []);
          expect(value_count).toBe(numbers.length);
          const mean = numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
          if (numbers.length > 0) expect(value).toBeCloseTo(mean, 3);
          else expect(value).toBeNull();
        }
      }),
    ));
});

import { instant } from '@lanbi/standards';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AskedSelection,
  CIVIL_DIMENSIONS,
  HOUR_DIMENSION,
  parseCondition,
  parseOrder,
  parseProfiles,
  planTable,
  type TableColumn,
  type TableRow,
  type TableShape,
} from '../../src/index.ts';

interface Row extends TableRow {
  readonly pm2_5: number | null;
  readonly of: string | null;
  readonly primary: string | null;
}

const CLASSES = ['I', 'II', 'III', 'IV', 'V', 'worse-than-V'] as const;

const columns: readonly TableColumn<Row>[] = [
  { name: 'station', type: 'text', description: '', cell: ({ subject }) => subject },
  { name: 'to', type: 'time', description: '', cell: ({ to }) => to },
  { name: 'pm2_5', type: 'number', description: '', cell: ({ pm2_5 }) => pm2_5 },
  { name: 'class', type: 'class', description: '', cell: ({ of }) => of },
  { name: 'primary', type: 'list', description: '', cell: ({ primary }) => primary },
];

const shape: TableShape<Row> = {
  columns,
  parameters: ['pm2_5'],
  dimensions: [HOUR_DIMENSION, ...CIVIL_DIMENSIONS],
};

const rowOf = (pm2_5: number | null, of: string | null, primary: string | null = null): Row => ({
  ...{ subject: 'A', from: instant(0), to: instant(3_600_000) },
  ...{ pm2_5, of, primary },
});

const rows = fc.record({
  pm2_5: fc.option(fc.integer({ min: -5, max: 5 })),
  of: fc.option(fc.constantFrom(...CLASSES)),
});

/** What each operator says, without anything of what is tested. */
const SAYS: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '=': (a, b) => a === b,
  '!=': (a, b) => a !== b,
};
const operators = fc.constantFrom(...Object.keys(SAYS));

function conditionOf(text: string) {
  const found = parseCondition(text, columns);
  if (!found.ok) throw new Error(`${text}: ${found.fault.message}`);
  return found.value;
}

const faultOf = (text: string) => {
  const found = parseCondition(text, columns);
  return found.ok ? undefined : found.fault;
};

describe('a condition', () => {
  it('holds where all of its terms do, by number and by rank of a class, and never without a value', () => {
    const terms = fc.tuple(
      operators,
      fc.integer({ min: -5, max: 5 }),
      operators,
      fc.constantFrom(...CLASSES),
    );
    fc.assert(
      fc.property(rows, terms, ({ pm2_5, of }, [first, number, second, name]) => {
        const { holds } = conditionOf(`pm2_5${first}${number},class${second}${name}`);
        const own = pm2_5 !== null && SAYS[first]?.(pm2_5, number);
        const other = of !== null && SAYS[second]?.(CLASSES.indexOf(of as 'I'), CLASSES.indexOf(name));
        expect(holds(rowOf(pm2_5, of))).toBe(Boolean(own && other));
      }),
    );
  });

  it('finds a word in a list and compares texts as a whole', () => {
    const { holds } = conditionOf('primary=o3');
    expect([holds(rowOf(1, 'I', 'o3 pm2_5')), holds(rowOf(1, 'I', 'pm2_5')), holds(rowOf(1, 'I'))]).toEqual([
      true,
      false,
      false,
    ]);
    expect(conditionOf('station!=B').holds(rowOf(1, 'I'))).toBe(true);
  });

  it.each([
    ['pm2_5>x', 6, '"x" is no number'],
    ['pm2_5>1,clas>III', 8, 'no column "clas"'],
    ['class>VII', 6, '"VII" is no class'],
    ['pm2_5', 0, 'is no term'],
    ['pm2_5>1,', 8, 'is no term'],
    ['station>A', 8, 'compares numbers and classes'],
    ['to>1', 3, 'times are chosen with from and to'],
    ['pm2_5>1e9', 6, 'is no number'],
    [Array.from({ length: 9 }, () => 'pm2_5>1').join(), 64, 'more than 8 terms'],
    ['x'.repeat(257), 256, 'longer than 256 characters'],
  ])('says where %s is wrong', (text, at, message) => {
    expect(faultOf(text)).toEqual({ at, message: expect.stringContaining(message) });
  });
});

describe('the grammar', () => {
  const texts = fc.oneof(
    fc.string({ maxLength: 300, unit: 'binary' }),
    fc
      .array(
        fc.constantFrom(
          ...[
            'pm2_5',
            'class',
            'to',
            'hour',
            'season',
            '-',
            ',',
            ':',
            '>',
            '>=',
            '!=',
            '=',
            '250',
            'III',
            '__proto__',
          ],
        ),
        { maxLength: 40 },
      )
      .map((parts) => parts.join('')),
  );

  it('reads any text or says where it is wrong', () => {
    const readers = [
      (text: string) => parseCondition(text, columns),
      (text: string) => parseOrder(text, columns),
      (text: string) => parseProfiles(text, shape.dimensions),
    ];
    fc.assert(
      fc.property(texts, (text) => {
        for (const read of readers) {
          const found = read(text);
          if (found.ok) continue;
          expect(found.fault.at).toBeGreaterThanOrEqual(0);
          expect(found.fault.at).toBeLessThanOrEqual(text.length);
          expect(found.fault.message).not.toBe('');
        }
      }),
      { numRuns: 500 },
    );
  });

  it('plans any combination or names the parameter that is wrong', () => {
    const asked = fc.record(
      {
        ...{ where: texts, order: texts, rank: texts, runs: texts, profile: texts },
        ...{ fields: texts, parameters: texts },
        top: fc.integer({ min: 1, max: 1000 }),
        layout: fc.constantFrom('long' as const, 'wide' as const),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(asked, (selection) => {
        const found = planTable(shape, selection, ['A']);
        if (!found.ok) expect(Object.keys(selection)).toContain(found.fault.field);
      }),
      { numRuns: 500 },
    );
  });

  const fault = (selection: AskedSelection) => {
    const found = planTable(shape, selection, ['A', 'B']);
    return found.ok ? undefined : found.fault;
  };

  it('names the rank among the fields where rows are ranked, and not elsewhere', () => {
    const namesOf = (selection: AskedSelection) => {
      const found = planTable(shape, selection, ['A', 'B']);
      return found.ok ? found.plan.columns.map(({ name }) => name) : found.fault.field;
    };
    expect(namesOf({ rank: 'pm2_5', fields: 'to,pm2_5,rank' })).toEqual(['rank', 'to', 'pm2_5']);
    expect(namesOf({ rank: 'pm2_5', fields: 'rank' })).toEqual(['rank']);
    expect(namesOf({ fields: 'to,rank' })).toBe('fields');
    expect(namesOf({ order: 'pm2_5', fields: 'to,rank' })).toBe('fields');
  });

  it('refuses what cannot be combined', () => {
    expect(fault({ top: 3 })).toMatchObject({ field: 'top' });
    expect(fault({ runs: 'pm2_5>1', order: 'pm2_5' })).toMatchObject({ field: 'order' });
    expect(fault({ profile: 'hour', layout: 'wide' })).toMatchObject({ field: 'layout' });
    expect(fault({ layout: 'wide', fields: 'to,pm2_5,class' })).toMatchObject({ field: 'fields' });
    expect(fault({ fields: 'to', parameters: 'pm2_5' })).toMatchObject({ field: 'parameters' });
    expect(fault({ rank: 'pm2_5,class' })).toMatchObject({ field: 'rank' });
    expect(fault({ runs: 'primary=o3' })).toMatchObject({ field: 'runs' });
    expect(fault({ profile: 'hour:season:month' })).toMatchObject({ field: 'profile' });
  });
});

import { describe, expect, it } from 'vitest';
import { readShared, sharedData } from '../../../../test/support/shared-data.ts';
import {
  GB3838_2002,
  isMissing,
  rankOf,
  sectionClass,
  WATER_METHODS,
  type WaterBody,
  type WaterItem,
} from '../../src/index.ts';

const COLUMNS: readonly (readonly [WaterItem, number])[] = [
  ['ph', 6],
  ['do', 7],
  ['codmn', 10],
  ['nh3n', 11],
  ['tp', 12],
  ['tn', 13],
];

const lines = (path: string): string[][] =>
  readShared(path)
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','));

const types = (): Map<string, string> =>
  new Map(lines('water/section-type-inferred.csv').map(([province, name, type]) => [`${province}/${name}`, `${type}`]));

const bodyOf = (type: string | undefined): WaterBody => (type === 'lake' ? 'lake' : 'river');

function classOf(row: readonly string[], waterBody: WaterBody): number {
  const cells = COLUMNS.flatMap(([item, at]) => (row[at] ? [[item, Number(row[at])]] : []));
  const values = Object.fromEntries(cells) as Partial<Record<WaterItem, number>>;
  const found = sectionClass({ waterBody, values }, GB3838_2002, WATER_METHODS.realtime);
  return isMissing(found.class) ? -1 : rankOf(found.class);
}

/** Every published row with a class: how many agree, and those that do not. */
function compare(path: string) {
  const registry = types();
  const rows = lines(path).filter((row) => row[4] !== '-1' && row[4] !== '');
  const odd = rows.filter((row) => classOf(row, bodyOf(registry.get(`${row[0]}/${row[2]}`))) !== Number(row[4]));
  return { rows: rows.length, agree: rows.length - odd.length, odd };
}

describe.skipIf(!sharedData)('published real-time classes', () => {
  it('national, 2026-07-25', () => {
    const { rows, agree, odd } = compare('water/national-2026-07-25.csv.gz');
    console.log(rows, agree, odd.map((r) => r.join(',')).join('\n'));
    expect({ rows, agree }).toEqual({ rows: 27249, agree: 27237 });
  });
  it('hebei', () => {
    const { rows, agree, odd } = compare('water/hebei-2026-07-09--08-23.csv.gz');
    console.log(rows, agree, odd.slice(0, 20).map((r) => r.join(',')).join('\n'));
    expect({ rows, agree }).toEqual({ rows: 0, agree: 0 });
  });
});

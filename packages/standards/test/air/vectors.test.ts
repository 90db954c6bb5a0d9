import { describe, expect, it } from 'vitest';
import { type Column, HJ633_2012, HJ633_2026, isMissing, subIndex } from '../../src/index.ts';

const IAQI = [0, 50, 100, 150, 200, 300, 400, 500];
/** HJ 633 table 1, typed from the printed table: columns of 2012; those of 2026 that differ follow. */
const TABLE: Readonly<Record<Column, readonly number[]>> = {
  'so2.day': [0, 50, 150, 475, 800, 1600, 2100, 2620],
  'so2.1h': [0, 150, 500, 650, 800],
  'no2.day': [0, 40, 80, 180, 280, 565, 750, 940],
  'no2.1h': [0, 100, 200, 700, 1200, 2340, 3090, 3840],
  'co.day': [0, 2, 4, 14, 24, 36, 48, 60],
  'co.1h': [0, 5, 10, 35, 60, 90, 120, 150],
  'o3.1h': [0, 160, 200, 300, 400, 800, 1000, 1200],
  'o3.8h': [0, 100, 160, 215, 265, 800],
  'pm10.day': [0, 50, 150, 250, 350, 420, 500, 600],
  'pm2_5.day': [0, 35, 75, 115, 150, 250, 350, 500],
};
const TABLE_2026 = {
  ...TABLE,
  'pm10.day': [0, 50, 120, 250, 350, 420, 500, 600],
  'pm2_5.day': [0, 35, 60, 115, 150, 250, 350, 500],
};
const NONE_ABOVE_2012 = ['so2.1h', 'o3.8h'];
const ABOVE_2026: Readonly<Record<string, number>> = { 'so2.1h': 200, 'o3.8h': 300 };

/** One step of the printed concentration, in tenths for CO and units else, and the formula with big integers. */
function literal(c: number, tenths: boolean, points: readonly number[]): number {
  const scale = tenths ? 10n : 1n;
  const scaled = BigInt(Math.round(c * Number(scale)));
  const i = points.findIndex((point, at) => at > 0 && scaled <= BigInt(point) * scale);
  const [lo, hi] = [BigInt(points[i - 1] ?? 0) * scale, BigInt(points[i] ?? 0) * scale];
  const [iLo, iHi] = [BigInt(IAQI[i - 1] ?? 0), BigInt(IAQI[i] ?? 0)];
  const num = (iHi - iLo) * (scaled - lo);
  return Number(iLo + (num + (hi - lo) - 1n) / (hi - lo));
}

for (const [edition, table] of [
  [HJ633_2012, TABLE],
  [HJ633_2026, TABLE_2026],
] as const) {
  describe(`${edition.id} table 1`, () => {
    const cells = Object.entries(table).flatMap(([column, points]) =>
      points.map((point, i) => [column as Column, point, i] as const),
    );

    it.each(cells)('%s at %d, just below and just above', (column, point, i) => {
      const points = table[column];
      const tenths = column.startsWith('co.');
      const step = tenths ? 0.1 : 1;
      expect(subIndex(point, column, edition)).toBe(IAQI[i]);
      if (i > 0)
        expect(subIndex(Number((point - step).toFixed(1)), column, edition)).toBe(
          literal(point - step, tenths, points),
        );
      if (i < points.length - 1)
        expect(subIndex(Number((point + step).toFixed(1)), column, edition)).toBe(
          literal(point + step, tenths, points),
        );
    });

    it.each(Object.keys(table) as Column[])('%s above its last concentration', (column) => {
      const above = subIndex((table[column].at(-1) ?? 0) + 1, column, edition);
      if (edition === HJ633_2026) expect(above).toBe(ABOVE_2026[column] ?? 500);
      else if (NONE_ABOVE_2012.includes(column)) expect(isMissing(above)).toBe(true);
      else expect(above).toBe(500);
    });
  });
}

describe('vectors of the standard', () => {
  it.each([
    ['pm2_5.day', 36, 52, 52],
    ['pm2_5.day', 60, 82, 100],
    ['pm2_5.day', 75, 100, 114],
    ['pm2_5.day', 151, 201, 201],
    ['pm2_5.day', 501, 500, 500],
    ['pm10.day', 120, 85, 100],
    ['pm10.day', 150, 100, 112],
    ['so2.day', 150, 100, 100],
    ['so2.day', 151, 101, 101],
    ['no2.day', 41, 52, 52],
    ['no2.1h', 350, 115, 115],
    ['co.day', 2.1, 53, 53],
    ['co.day', 2.2, 55, 55],
    ['co.1h', 65.4, 218, 218],
    ['o3.8h', 161, 101, 101],
    ['o3.8h', 266, 201, 201],
  ] as const)('%s %d is %d (2012) and %d (2026)', (column, concentration, of2012, of2026) => {
    expect(subIndex(concentration, column, HJ633_2012)).toBe(of2012);
    expect(subIndex(concentration, column, HJ633_2026)).toBe(of2026);
  });
});

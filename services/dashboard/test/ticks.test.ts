import { describe, expect, it } from 'vitest';
import { tickText, timeTicks } from '../page/core/ticks.ts';

const texts = (from: string, to: string, most: number): string[] =>
  timeTicks(Date.parse(`${from}Z`), Date.parse(`${to}Z`), most).map(tickText);

describe('labels of a time axis', () => {
  it('are the midnights with their dates and the hours between them', () => {
    expect(texts('2026-11-28T01:00', '2026-11-30T14:00', 10)).toEqual([
      ...['12:00', '11-29', '12:00', '11-30', '12:00'],
    ]);
    expect(texts('2026-11-30T00:00', '2026-11-30T06:00', 3)).toEqual(['11-30', '02:00', '04:00', '06:00']);
  });

  it('stand at steps of one length across the end of a month, up to the last day', () => {
    expect(texts('2026-09-01T00:00', '2026-11-29T00:00', 9)).toEqual([
      ...['09-10', '09-20', '09-30', '10-10', '10-20', '10-30', '11-09', '11-19', '11-29'],
    ]);
    expect(texts('2026-11-23T04:00', '2026-11-30T12:00', 9)).toEqual([
      ...['11-24', '11-25', '11-26', '11-27', '11-28', '11-29', '11-30'],
    ]);
  });

  it('are at most as many as there is room for, of any span', () => {
    const from = Date.parse('2020-01-01T00:00Z');
    for (const hours of [0, 1, 5, 49, 720, 9_000, 90_000])
      for (const most of [0, 1, 4, 12]) {
        const ticks = timeTicks(from, from + hours * 3_600_000, most);
        expect([hours, most, ticks.length <= Math.max(most, 1) + 1]).toEqual([hours, most, true]);
        expect(ticks.every((at) => at >= from && at <= from + hours * 3_600_000)).toBe(true);
      }
  });
});

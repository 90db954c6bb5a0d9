import { describe, expect, it } from 'vitest';
import { rankByChange, rankByIndex } from '../../src/air/index.ts';
import { CITY_WATER_RANKING } from '../../src/water/index.ts';

describe('ranking of cities by water quality index', () => {
  it('ranks the smallest first; indices that are equal to four decimals share a rank', () => {
    const cities = [
      { id: 'd', index: 5 },
      { id: 'b', index: 3.00001 },
      { id: 'c', index: 2.99999 },
      { id: 'a', index: 2 },
    ];
    const { ranked } = rankByIndex(cities, CITY_WATER_RANKING);
    expect(ranked.map(({ id, rank }) => [id, rank])).toEqual([
      ['a', 1],
      ['b', 2],
      ['c', 2],
      ['d', 4],
    ]);
  });

  it('ranks by change in per cent with two decimals, the largest fall first', () => {
    const cities = [
      { id: 'a', now: 3, before: 4, attains: false },
      { id: 'b', now: 2, before: 3, attains: true },
      { id: 'c', now: 4, before: 3, attains: true },
    ];
    const { ranked, deteriorated } = rankByChange(cities, CITY_WATER_RANKING);
    expect(ranked.map(({ id, figure }) => [id, figure])).toEqual([
      ['b', -33.33],
      ['a', -25],
      ['c', 33.33],
    ]);
    expect(deteriorated.map(({ id }) => id)).toEqual(['c']);
  });
});

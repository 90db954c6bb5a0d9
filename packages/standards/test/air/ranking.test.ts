import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ChangedCity,
  changeInPercent,
  missing,
  RANKING_RULES,
  rankByChange,
  rankByIndex,
} from '../../src/index.ts';
import { runs, seed } from '../seed.ts';
import { literalChange, literalRank } from './literal/composite.ts';

describe('ranking by composite index', () => {
  it('is ascending, ties share a rank: 1, 2, 2, 4', () => {
    const cities = [
      { id: 'd', index: 5.01 },
      { id: 'b', index: 3.2 },
      { id: 'c', index: 3.2 },
      { id: 'a', index: 2.9 },
    ];
    expect(rankByIndex(cities, RANKING_RULES)).toEqual({
      edition: RANKING_RULES.id,
      ranked: [
        { id: 'a', figure: 2.9, rank: 1 },
        { id: 'b', figure: 3.2, rank: 2 },
        { id: 'c', figure: 3.2, rank: 2 },
        { id: 'd', figure: 5.01, rank: 4 },
      ],
      unranked: [],
    });
  });

  it('ranks by two decimals', () => {
    const cities = [
      { id: 'a', index: 3.204 },
      { id: 'b', index: 3.196 },
      { id: 'c', index: 3.206 },
    ];
    expect(rankByIndex(cities, RANKING_RULES).ranked.map(({ rank }) => rank)).toEqual([1, 1, 3]);
  });

  it('names those without an index, with the reason', () => {
    const { ranked, unranked } = rankByIndex([{ id: 'x', index: missing('incomplete') }], RANKING_RULES);
    expect([ranked, unranked]).toEqual([[], [{ id: 'x', reason: 'incomplete' }]]);
  });
});

describe('change', () => {
  it.each([
    [4.74, 4.81, 2, -1.46], // Baoding 2023 against the year before
    [4.74, 4.81, 1, -1.5],
    [3, 2, 1, 50],
    [2, 2, 1, 0],
    [2.001, 2, 1, 0], // 0.05, to the even
  ])('from %3$d: %d after %d is %d per cent', (now, before, digits, expected) => {
    expect(changeInPercent(now, before, digits)).toBe(expected);
  });

  it('needs both, and something to change from', () => {
    expect(changeInPercent(missing('incomplete'), 2, 1)).toEqual(missing('incomplete'));
    expect(changeInPercent(2, missing('no-data'), 1)).toEqual(missing('no-data'));
    expect(changeInPercent(2, 0, 1)).toEqual(missing('not-applicable'));
  });
});

describe('ranking by change', () => {
  const city = (
    id: string,
    now: number,
    before: number,
    attains: ChangedCity['attains'] = false,
  ): ChangedCity => ({
    id,
    now,
    before,
    attains,
  });

  it('lists the largest fall first, the largest rise first, and spares those that attain', () => {
    const ranking = rankByChange(
      [
        city('fell', 3, 4),
        city('fell-less', 3.8, 4),
        city('same', 4, 4),
        city('rose', 5, 4),
        city('rose-as-much', 2.5, 2),
        city('rose-but-attains', 2.6, 2, true),
        city('rose-unknown', 4.1, 4, missing('incomplete')),
        { id: 'none', now: 3, before: missing('no-data'), attains: true },
      ],
      RANKING_RULES,
    );
    expect(ranking.ranked.map(({ id, rank }) => [id, rank])).toEqual([
      ['fell', 1],
      ['fell-less', 2],
      ['same', 3],
      ['rose-unknown', 4],
      ['rose', 5],
      ['rose-as-much', 5],
      ['rose-but-attains', 7],
    ]);
    expect(ranking.improved).toEqual([
      { id: 'fell', figure: -25, rank: 1 },
      { id: 'fell-less', figure: -5, rank: 2 },
    ]);
    expect(ranking.deteriorated).toEqual([
      { id: 'rose', figure: 25, rank: 1 },
      { id: 'rose-as-much', figure: 25, rank: 1 },
      { id: 'rose-unknown', figure: 2.5, rank: 3 },
    ]);
    expect(ranking.leftOut).toEqual(['rose-but-attains']);
    expect(ranking.unranked).toEqual([{ id: 'none', reason: 'no-data' }]);
  });
});

describe(`rankings at random, seed ${seed}`, () => {
  const index = fc.integer({ min: 150, max: 400 }).map((n) => (n / 100).toFixed(2));
  const cities = fc.array(fc.record({ now: index, before: index }), { maxLength: 40 });

  it('are what the literal computation says, in whichever order the cities come', () => {
    fc.assert(
      fc.property(cities, (given) => {
        const of = given.map(({ now, before }, at) => ({ id: String(at), now, before, attains: false }));
        const byIndex = of.map(({ id, now }) => ({ id, index: Number(now) }));
        const figures = byIndex.map((each) => each.index);
        const { ranked } = rankByIndex(byIndex, RANKING_RULES);
        expect(ranked).toHaveLength(of.length);
        for (const { figure, rank } of ranked) expect(rank).toBe(literalRank(figures, figure));
        expect(rankByIndex(byIndex.toReversed(), RANKING_RULES).ranked).toEqual(ranked);

        const changes = of.map(({ now, before }) => literalChange(now, before));
        const changed = of.map((each) => ({ ...each, now: Number(each.now), before: Number(each.before) }));
        for (const { id, figure, rank } of rankByChange(changed, RANKING_RULES).ranked) {
          expect(figure).toBe(changes[Number(id)]);
          expect(rank).toBe(literalRank(changes, figure));
        }
      }),
      runs(300),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allItems, pagesOf } from '../src/index.ts';

const reader = (all: readonly number[], limit: number) => {
  const asked: (number | undefined)[] = [];
  const read = async (last: number | undefined) => {
    asked.push(last);
    const from = last === undefined ? 0 : all.indexOf(last) + 1;
    return all.slice(from, from + limit);
  };
  return { asked, read };
};

describe('pages', () => {
  it('give every item once, in order, whatever the limit', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.nat()), fc.integer({ min: 1, max: 9 }), async (all, limit) => {
        expect(await allItems(limit, reader(all, limit).read)).toEqual(all);
      }),
    );
  });

  it('end with one that is not full, and never give an empty one', async () => {
    const { asked, read } = reader([5, 6, 7, 8], 2);
    const pages: (readonly number[])[] = [];
    for await (const page of pagesOf(2, read)) pages.push(page);
    expect(pages).toEqual([
      [5, 6],
      [7, 8],
    ]);
    expect(asked).toEqual([undefined, 6, 8]);
  });

  it('read no further than they are asked for', async () => {
    const { asked, read } = reader([1, 2, 3, 4], 1);
    for await (const [first] of pagesOf(1, read)) if (first === 2) break;
    expect(asked).toEqual([undefined, 1]);
  });
});

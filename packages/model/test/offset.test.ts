import { describe, expect, it } from 'vitest';
import {
  compareOffsets,
  decodeOffset,
  earlierOffset,
  encodeOffset,
  entriesBehind,
  hasReached,
  isSameOffset,
  LOG_START,
  laterOffset,
  offsetAt,
} from '../src/index.ts';

const [early, late] = [offsetAt(3), offsetAt(12)];

describe('an offset', () => {
  it('is reached by itself and by those behind it', () => {
    expect([hasReached(late, early), hasReached(early, early), hasReached(early, late)]).toEqual([
      true,
      true,
      false,
    ]);
    expect(hasReached(LOG_START, early)).toBe(false);
  });

  it('is joined with another one in either order', () => {
    expect([laterOffset(early, late), laterOffset(late, early)]).toEqual([late, late]);
    expect([earlierOffset(early, late), earlierOffset(late, early)]).toEqual([early, early]);
    expect([late, LOG_START, early].sort(compareOffsets)).toEqual([LOG_START, early, late]);
    expect([isSameOffset(early, offsetAt(3)), isSameOffset(early, late)]).toEqual([true, false]);
  });

  it('says how many entries may be between, never less than none', () => {
    expect([entriesBehind(early, late), entriesBehind(late, early), entriesBehind(late, late)]).toEqual([
      9, 0, 0,
    ]);
  });

  it('comes back from its text; a text of nothing else is one', () => {
    for (const offset of [LOG_START, early, offsetAt(Number.MAX_SAFE_INTEGER)])
      expect(decodeOffset(encodeOffset(offset))).toEqual(offset);
    for (const text of ['', '-1', '1.5', '1e3', ' 1', '9007199254740993', '99999999999999999999'])
      expect(decodeOffset(text)).toBeUndefined();
  });
});

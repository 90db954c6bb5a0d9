import { expect, it } from 'vitest';
import { SECTION_STATE_NAMES, SECTION_STATES } from '../../src/index.ts';

it('names the four states of a section without water or results', () => {
  // water.md 2, sections without water.
  expect(SECTION_STATES.map((state) => SECTION_STATE_NAMES[state].zh)).toEqual([
    '断流',
    '结冰',
    '干库',
    '未采样',
  ]);
});

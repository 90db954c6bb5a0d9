import { describe, expect, it } from 'vitest';
import { readArguments } from '../src/arguments.ts';

describe('the command line', () => {
  it('asks for a quiet fleet by default', () => {
    expect(readArguments([])).toEqual({ seed: 1 });
  });

  it('takes a seed and probabilities', () => {
    expect(readArguments(['--seed', '7', '--gaps', '0.05', '--late=0'])).toEqual({
      seed: 7,
      gaps: 0.05,
      late: 0,
    });
  });

  it.each([
    ['--gaps', '2'],
    ['--gaps', '-1'],
    ['--gaps', ''],
    ['--seed', 'x'],
    ['--unknown', '1'],
  ])('refuses %s %s', (name, text) => {
    expect(() => readArguments([name, text])).toThrow(/gaps|seed|unknown/);
  });
});

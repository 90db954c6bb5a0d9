import { didYouMean, editDistance, nearestCandidate } from '@lanbi/model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

/** The definition, word by word: the recursion of the restricted Damerau-Levenshtein distance. */
function literalDistance(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const edits = [
    literalDistance(a.slice(0, -1), b) + 1,
    literalDistance(a, b.slice(0, -1)) + 1,
    literalDistance(a.slice(0, -1), b.slice(0, -1)) + (a.at(-1) === b.at(-1) ? 0 : 1),
  ];
  if (a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1))
    edits.push(literalDistance(a.slice(0, -2), b.slice(0, -2)) + 1);
  return Math.min(...edits);
}

const short = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 5 });

describe('the distance of two texts', () => {
  it('is that of the definition', () => {
    fc.assert(
      fc.property(short, short, (a, b) => {
        expect(editDistance(a, b)).toBe(literalDistance(a, b));
      }),
    );
  });
});

describe('the nearest name', () => {
  const parameters = ['pm2_5', 'pm10', 'so2', 'no2', 'co', 'o3', 'nh3n', 'codmn', 'water_temperature'];

  it.each([
    ['pm25', 'pm2_5'],
    ['PM2.5', 'pm2_5'],
    ['NH3-N', 'nh3n'],
    ['nh3', 'nh3n'],
    ['water_tempertaure', 'water_temperature'],
    ['codnm', 'codmn'],
    ['temperature', 'water_temperature'],
  ])('of %s is %s', (written, near) => {
    expect(nearestCandidate(written, parameters)).toBe(near);
    expect(didYouMean(written, parameters)).toBe(`; did you mean ${near}?`);
  });

  it.each(['benzene', '', 'x', 'x'.repeat(65), 'humidity'])('of %j is none', (written) => {
    expect(nearestCandidate(written, parameters)).toBeUndefined();
    expect(didYouMean(written, parameters)).toBe('');
  });

  it('is the first of two that are equally near', () => {
    expect(nearestCandidate('frm', ['from', 'form'])).toBe('from');
  });

  it('is the same text where it is there', () => {
    fc.assert(
      fc.property(fc.constantFrom(...parameters), (name) => {
        expect(nearestCandidate(name, parameters)).toBe(name);
      }),
    );
  });
});

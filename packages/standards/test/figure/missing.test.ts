import { describe, expect, it } from 'vitest';
import {
  Derivation,
  halfEven,
  isMissing,
  isPresent,
  missing,
  numberOrReason,
  sharedReason,
} from '../../src/index.ts';

describe('a missing figure', () => {
  it('is one frozen value a reason', () => {
    expect(missing('fault')).toBe(missing('fault'));
    expect(Object.isFrozen(missing('fault'))).toBe(true);
    expect(missing('fault')).not.toBe(missing('calibration'));
  });

  it('differs from a figure of zero', () => {
    for (const value of [0, '', false, null, undefined, {}]) expect(isMissing(value)).toBe(false);
    expect(isMissing(missing('no-data'))).toBe(true);
    expect([0, missing('no-data'), 1].filter(isPresent)).toEqual([0, 1]);
    expect([numberOrReason(0), numberOrReason(missing('fault'))]).toEqual([0, 'fault']);
  });

  it.each([
    [[], 'no-data'],
    [['fault', 'fault'], 'fault'],
    [['fault', 'calibration'], 'no-data'],
    [['not-monitored', 'fault'], 'fault'],
    [['not-monitored', 'not-monitored'], 'not-monitored'],
  ] as const)('of %o together: %s', (reasons, shared) => {
    expect(sharedReason(reasons.map(missing))).toBe(missing(shared));
  });
});

describe('a derivation', () => {
  it('keeps its steps in order', () => {
    const derivation = new Derivation();
    const step = { edition: 'e', clause: 'c', inputs: {}, arithmetic: '1', result: 1 };
    derivation.step({ ...step, quantity: 'a' });
    derivation.step({ ...step, quantity: 'b' });
    expect(derivation.steps.map(({ quantity }) => quantity)).toEqual(['a', 'b']);
  });

  it('says its rounding in words', () => {
    expect([0, 1, 2].map(halfEven)).toEqual([
      'half to even, 0 decimals',
      'half to even, 1 decimal',
      'half to even, 2 decimals',
    ]);
  });
});

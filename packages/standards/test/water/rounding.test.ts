import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MEASURANDS, ROUNDING_DIGITS, roundValue, type WaterMeasurand } from '../../src/water/index.ts';
import { runs, seed } from '../seed.ts';
import { goldenRows } from './golden/csv.ts';
import { fraction, halfEven } from './literal/fraction.ts';

const KINDS = ['hour', 'assessment'] as const;
const cells = goldenRows('rounding.csv').flatMap(([name = '', ...digits]) =>
  KINDS.map((kind, at) => ({ name: name as WaterMeasurand, kind, digits: digits[at] ?? '' })),
);
const rounded = cells.filter(({ digits }) => digits !== '-');

describe('digits before the class', () => {
  it.each(cells)('$name, $kind: $digits', ({ name, kind, digits }) => {
    expect(ROUNDING_DIGITS[kind][name]).toBe(digits === '-' ? undefined : Number(digits));
  });

  it('lists no other measurand', () => {
    for (const kind of KINDS) {
      const names = rounded.filter((cell) => cell.kind === kind).map((cell) => cell.name);
      expect(Object.keys(ROUNDING_DIGITS[kind]).sort()).toEqual(names.sort());
    }
  });

  it.each(rounded)('$name, $kind: half goes to even, at, below and above it', ({ name, kind, digits }) => {
    const places = Number(digits);
    const unit = (n: number) => Number(`${n}e-${places + 2}`);
    expect(roundValue(name, unit(1250), kind)).toBe(Number(`12e-${places}`));
    expect(roundValue(name, unit(1350), kind)).toBe(Number(`14e-${places}`));
    expect(roundValue(name, unit(1349), kind)).toBe(Number(`13e-${places}`));
    expect(roundValue(name, unit(1251), kind)).toBe(Number(`13e-${places}`));
  });

  it('never makes a value that is not zero a zero: its first digit stays', () => {
    expect(roundValue('nh3n', 0.0004, 'assessment')).toBe(0.0004);
    expect(roundValue('nh3n', 0.00496, 'assessment')).toBe(0.005);
    expect(roundValue('nh3n', 0.005, 'assessment')).toBe(0.005);
    expect(roundValue('water_temperature', -0.04, 'hour')).toBe(-0.04);
    expect(roundValue('nh3n', 0, 'assessment')).toBe(0);
  });

  it('leaves alone what is not asked for or not listed', () => {
    expect(roundValue('tp', 0.12345, 'none')).toBe(0.12345);
    expect(roundValue('cu', 0.12345, 'assessment')).toBe(0.12345);
    expect(roundValue('bod5', 1.2345, 'hour')).toBe(1.2345);
    expect(() => roundValue('tp', Number.NaN, 'hour')).toThrow(RangeError);
  });

  it(`agrees with the literal reading, is idempotent and keeps the order (seed ${seed})`, () => {
    const value = fc.integer({ min: 0, max: 40_000_000 }).map((n) => `${n}e-6`);
    fc.assert(
      fc.property(fc.constantFrom(...rounded), value, value, ({ name, kind, digits }, a, b) => {
        const [x, y] = [Number(a), Number(b)].sort((one, other) => one - other) as [number, number];
        const found = roundValue(name, x, kind);
        const literal = halfEven(fraction(x.toFixed(6)), Number(digits));
        if (literal !== 0 || x === 0) expect(found).toBe(literal);
        else expect(found).toBeGreaterThan(0);
        expect(roundValue(name, found, kind)).toBe(found);
        expect(found).toBeLessThanOrEqual(roundValue(name, y, kind));
      }),
      runs(2000),
    );
  });
});

describe('names', () => {
  it('names every measurand in both languages, with the unit of the contract', () => {
    for (const { zh, en } of Object.values(MEASURANDS)) expect([zh, en].every(Boolean)).toBe(true);
    expect(MEASURANDS.codmn).toEqual({ zh: '高锰酸盐指数', en: 'permanganate index', unit: 'mg/L' });
    expect(MEASURANDS.ph.unit).toBe('');
    expect(MEASURANDS.fecal_coliform.unit).toBe('1/L');
  });
});

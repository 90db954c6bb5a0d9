import { exactly, multiply, type Rational, rational } from '@lanbi/standards';
import type { Parameter } from './parameters.ts';

/** The factors from units to the base unit of their family. */
type Family = Readonly<Record<string, Rational>>;

const one = rational(1n);
const thousand = rational(1000n);
const thousandth = rational(1n, 1000n);
const millionth = rational(1n, 1_000_000n);

/** Families by canonical unit; keys are spelled by `spell`. */
const FAMILIES: Readonly<Record<string, Family>> = {
  'ug/m3': { 'ug/m3': one, 'mg/m3': thousand, 'ng/m3': thousandth },
  'mg/m3': { 'mg/m3': one, 'ug/m3': thousandth, 'ng/m3': millionth },
  'mg/L': {
    'mg/l': one,
    'ug/l': thousandth,
    'ng/l': millionth,
    'g/l': thousand,
    'g/m3': one,
    'mg/m3': thousandth,
  },
  'uS/cm': { 'us/cm': one, 'ms/cm': thousand, 'ms/m': rational(10n) },
  NTU: { ntu: one, fnu: one },
  degC: { degc: one, '°c': one, '℃': one, c: one },
  hPa: { hpa: one, mbar: one, kpa: rational(10n), pa: rational(1n, 100n) },
  '%': { '%': one, '%rh': one },
  'm/s': { 'm/s': one },
  deg: { deg: one, '°': one, degree: one },
  '1/L': { '1/l': one, '个/l': one, 'mpn/l': one, 'cfu/l': one },
  'cells/L': { 'cells/l': one, 'cell/l': one, '个/l': one, 'cells/ml': thousand },
  m: { m: one, cm: rational(1n, 100n) },
  '': { '': one, none: one, ph: one, 无量纲: one },
};

/** Most characters of a unit. */
const LONGEST_UNIT = 32;

const spell = (unit: string): string =>
  unit.trim().replace(/[µμ]/g, 'u').replace(/³/g, '3').replace('m^3', 'm3').toLowerCase();

const canonicalSpellings = new Map(Object.keys(FAMILIES).map((unit) => [unit, spell(unit)]));

/** Returns the factor to the canonical unit; undefined if the parameter cannot have the unit. */
const factorOf = (parameter: Parameter, unit: string): Rational | undefined => {
  const family = FAMILIES[parameter.unit];
  if (unit.length > LONGEST_UNIT) return undefined;
  const spelled = spell(unit);
  return family && Object.hasOwn(family, spelled) ? family[spelled] : undefined;
};

/** Lists the accepted units of a parameter in lower case, as they are compared; the canonical unit first. */
export const unitsOf = ({ unit }: Parameter): readonly string[] => {
  const canonical = canonicalSpellings.get(unit) ?? unit;
  return [...new Set([canonical, ...Object.keys(FAMILIES[unit] ?? {})])];
};

export const knowsUnit = (parameter: Parameter, unit: string): boolean =>
  factorOf(parameter, unit) !== undefined;

/**
 * Converts a value to the canonical unit with decimal arithmetic: 1100 µg/m³ of CO are exactly 1.1 mg/m³. Undefined if the
 * parameter cannot have the unit.
 */
export function convert(parameter: Parameter, value: number, unit: string): number | undefined {
  if (unit === parameter.unit) return value;
  if (unit.length > LONGEST_UNIT) return undefined;
  if (canonicalSpellings.get(parameter.unit) === spell(unit)) return value;
  const factor = factorOf(parameter, unit);
  if (!factor) return undefined;
  const { num, den } = multiply(exactly(value), factor);
  return Number(num) / Number(den);
}

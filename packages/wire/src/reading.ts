import { type InvalidReason, isUsableFlag, type Reading, type RefusalList, type Station } from '@lanbi/model';
import { nameFault } from './name-hint.ts';
import { type Parameter, parameterOf } from './parameters.ts';
import { showValue } from './show.ts';
import { convert, unitsOf } from './units.ts';
import { valueFault } from './value-hint.ts';

/** One value as sent, before its unit and range are checked. */
export interface RawValue {
  readonly name: string;
  readonly value: unknown;
  readonly unit?: unknown;
  readonly flag?: unknown;
}

/** Collects refusals of values, and writes the path of a value, such as `values.pm2_5`. */
export interface Refusing {
  readonly list: RefusalList;
  readonly index?: number;
  readonly placeOf: (name: string) => string;
}

type Reason = Parameters<RefusalList['add']>[0];

const invalidReason = (value: number, flag: string, { range }: Parameter): InvalidReason | undefined => {
  if (!isUsableFlag(flag)) return 'flag';
  if (value < 0 && range.min >= 0) return 'negative';
  return value < range.min || value > range.max ? 'out-of-range' : undefined;
};

/** Most characters of a name in a refusal. */
const LONGEST_NAME = 64;

function refuse(
  { list, index, placeOf }: Refusing,
  reason: Reason,
  name: string,
  why: () => string,
): undefined {
  list.add(reason, () => {
    const parameter = name.slice(0, LONGEST_NAME);
    return { parameter, message: `${placeOf(parameter)}: ${why()}`, ...(index !== undefined && { index }) };
  });
  return undefined;
}

/** The units of a parameter as a message shows them, the canonical unit first. */
function unitsShown(parameter: Parameter): string {
  const [, ...others] = unitsOf(parameter);
  const canonical = parameter.unit === '' ? 'no unit' : `"${parameter.unit}"`;
  return [
    canonical,
    ...others
      .filter((unit) => unit !== '')
      .slice(0, 4)
      .map((unit) => `"${unit}"`),
  ].join(' or ');
}

/** Converts a value to the canonical unit, with flag and validity; undefined if it is refused. @source contract 1 */
function readingOf(raw: RawValue, station: Station, refusing: Refusing): Reading | undefined {
  const { name, value } = raw;
  const refused = (reason: Reason, why: () => string) => refuse(refusing, reason, name, why);
  const parameter = parameterOf(name);
  if (!parameter || parameter.medium !== station.medium)
    return refused('unknown-parameter', () => nameFault(name, station.medium));
  if (typeof value !== 'number' || !Number.isFinite(value))
    return refused('not-finite', () => valueFault(value));
  const unit = raw.unit ?? station.units[parameter.code] ?? parameter.unit;
  const converted = typeof unit === 'string' ? convert(parameter, value, unit) : undefined;
  if (converted === undefined)
    return refused(
      'unknown-unit',
      () => `${showValue(unit)} is no unit of ${parameter.code}; write ${unitsShown(parameter)}`,
    );
  if (!Number.isFinite(converted))
    return refused('not-finite', () => `${value} ${showValue(unit)} is too large to convert`);
  const flag = typeof raw.flag === 'string' && raw.flag !== '' ? raw.flag.slice(0, 8) : 'N';
  const invalid = invalidReason(converted, flag, parameter);
  const reading = { parameter: parameter.code, value: converted, flag };
  return invalid ? { ...reading, invalid } : reading;
}

/** Reads the values of one observation. A second value of a parameter that differs from the first is refused. */
export function readingsOf(values: readonly RawValue[], station: Station, refusing: Refusing): Reading[] {
  const readings: Reading[] = [];
  for (const raw of values) {
    const reading = readingOf(raw, station, refusing);
    if (!reading) continue;
    const { parameter, value, flag } = reading;
    const known = readings.find((one) => one.parameter === parameter);
    if (!known) readings.push(reading);
    else if (known.value !== value || known.flag !== flag)
      refuse(refusing, 'duplicate-parameter', raw.name, () => {
        const before = `${known.value}${known.flag === 'N' ? '' : ` with flag ${known.flag}`}`;
        return `${parameter} was given before as ${before}; give each parameter once`;
      });
  }
  return readings;
}

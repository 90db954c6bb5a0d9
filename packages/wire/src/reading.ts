import { type InvalidReason, isUsableFlag, type Reading, type Refusal, type Station } from '@lanbi/model';
import { type Parameter, parameterOf } from './parameters.ts';
import { convert } from './units.ts';

/** One value as sent, before its unit and range are looked at. */
export interface RawValue {
  readonly name: string;
  readonly value: unknown;
  readonly unit?: unknown;
  readonly flag?: unknown;
}

const invalidReason = (value: number, flag: string, { range }: Parameter): InvalidReason | undefined => {
  if (!isUsableFlag(flag)) return 'flag';
  if (value < 0 && range.min >= 0) return 'negative';
  return value < range.min || value > range.max ? 'out-of-range' : undefined;
};

const refused = (reason: Refusal['reason'], parameter: string, message: string): Refusal => ({
  reason,
  parameter,
  message,
});

/** Whether a reading or a refusal came out. */
export const isReading = (outcome: Reading | Refusal): outcome is Reading => 'value' in outcome;

/** A value in canonical unit with flag and validity, or why it is refused. @source contract 1 */
export function readingOf(raw: RawValue, station: Station): Reading | Refusal {
  const { name, value } = raw;
  const parameter = parameterOf(name);
  if (!parameter || parameter.medium !== station.medium)
    return refused('unknown-parameter', name.slice(0, 64), `no parameter of ${station.medium} stations`);
  if (typeof value !== 'number' || !Number.isFinite(value))
    return refused('not-finite', name, `the value must be a finite number, found ${describe(value)}`);
  const unit = raw.unit ?? station.units[parameter.code] ?? parameter.unit;
  const converted = typeof unit === 'string' ? convert(parameter, value, unit) : undefined;
  if (converted === undefined)
    return refused(
      'unknown-unit',
      name,
      `${describe(unit)} is no unit for ${parameter.code}; canonical is "${parameter.unit}"`,
    );
  if (!Number.isFinite(converted))
    return refused('not-finite', name, `${value} ${describe(unit)} is too large to convert`);
  const flag = typeof raw.flag === 'string' && raw.flag !== '' ? raw.flag.slice(0, 8) : 'N';
  const invalid = invalidReason(converted, flag, parameter);
  const reading = { parameter: parameter.code, value: converted, flag };
  return invalid ? { ...reading, invalid } : reading;
}

/** Never looks inside: JSON may be nested deeper than the stack. */
const describe = (value: unknown): string => {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'an array' : 'an object';
  return typeof value === 'string' ? JSON.stringify(value.slice(0, 40)) : String(value);
};

/** Readings of one observation; the same parameter twice, with another value or flag, is refused the second time. */
export function readingsOf(
  values: readonly RawValue[],
  station: Station,
): { readings: Reading[]; refusals: Refusal[] } {
  const readings: Reading[] = [];
  const refusals: Refusal[] = [];
  for (const raw of values) {
    const outcome = readingOf(raw, station);
    if (!isReading(outcome)) {
      refusals.push(outcome);
      continue;
    }
    const { parameter, value, flag } = outcome;
    const known = readings.find((one) => one.parameter === parameter);
    if (!known) readings.push(outcome);
    else if (known.value !== value || known.flag !== flag)
      refusals.push(
        refused('duplicate-parameter', raw.name, `${parameter} was given before with another value or flag`),
      );
  }
  return { readings, refusals };
}

import { isMissing, type Maybe, missing, type Remainder } from '@lanbi/standards';
import { missingCode, missingReason } from '../missing-codes.ts';
import type { ValueColumns } from '../value-columns.ts';
import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import { fractionOf, roundedFraction } from './fraction.ts';

/** Form numbers up to this one are the number of decimals. */
const DECIMALS = 6;
const DOUBLE = 7;
const MISSING = 8;
/** Layout 1 only. */
const MEAN = 9;
/** Form of an exact mean: numerator, then denominator. */
const FRACTION = 10;
/** Form of a value in another form, followed by its remainder. */
const CARRIED = 11;
const FORMS = 16;

const POWERS: readonly number[] = Array.from({ length: DECIMALS + 1 }, (_, digits) => 10 ** digits);
const MOST = Number.MAX_SAFE_INTEGER / FORMS;
/** Layout 1: numbers of values of running means, with the decimals of their sums. */
const MEANS = [24, 23, 22, 21, 20, 8, 7, 6].flatMap((of) => [0, 1].map((digits) => ({ of, digits })));

/**
 * Writes a decimal as an integer with its number of decimals; returns false for a negative value or one with too many
 * decimals.
 */
function writeDecimal(writer: ByteWriter, value: number): boolean {
  for (let digits = 0; digits <= DECIMALS; digits += 1) {
    const power = POWERS[digits] ?? 1;
    const scaled = Math.round(value * power);
    if (scaled / power !== value || scaled < 0 || scaled > MOST) continue;
    writer.unsigned(scaled * FORMS + digits);
    return true;
  }
  return false;
}

/** Writes a value, or the reason why it is missing, exactly; short for a decimal of at most six places. */
export function writeValue(writer: ByteWriter, value: Maybe<number>): void {
  if (isMissing(value)) writer.unsigned(missingCode(value.missing) * FORMS + MISSING);
  else if (!writeDecimal(writer, value)) {
    writer.unsigned(DOUBLE);
    writer.double(value);
  }
}

/** Writes a value with its rounding remainder; as one fraction if it is a mean of few decimals. */
export function writeCarried(writer: ByteWriter, value: Maybe<number>, rest: Remainder | undefined): void {
  if (!rest || isMissing(value)) {
    writeValue(writer, value);
    return;
  }
  const fraction = fractionOf(value, rest);
  if (fraction && fraction.num <= MOST) {
    writer.unsigned(fraction.num * FORMS + FRACTION);
    writer.unsigned(fraction.den);
    return;
  }
  writer.unsigned(CARRIED);
  writer.signed(rest.num);
  writer.unsigned(rest.den);
  writeValue(writer, value);
}

/** Receives a value that was read. */
export type PutCarried = (value: Maybe<number>, rest?: Remainder) => void;

/** Reads a value. @throws RangeError for bytes that are no value */
export function readCarried(reader: ByteReader, put: PutCarried): void {
  const head = reader.unsigned();
  const [form, number] = [head % FORMS, Math.floor(head / FORMS)];
  if (form === FRACTION) {
    const { value, rest } = roundedFraction({ num: number, den: reader.unsigned() });
    put(value, rest);
  } else if (form === CARRIED) {
    const rest = { num: reader.signed(), den: reader.unsigned() };
    put(readValue(reader), rest);
  } else put(valueIn(form, number, reader));
}

/** Reads a value. @throws RangeError for bytes that are no value */
export function readValue(reader: ByteReader): Maybe<number> {
  const head = reader.unsigned();
  return valueIn(head % FORMS, Math.floor(head / FORMS), reader);
}

/**
 * Reads a present value. @throws RangeError for the reason of a missing value, and for bytes that are no value
 */
export function readNumber(reader: ByteReader): number {
  const value = readValue(reader);
  if (isMissing(value)) throw new RangeError('a reason stands where a value must');
  return value;
}

function valueIn(form: number, number: number, reader: ByteReader): Maybe<number> {
  if (form <= DECIMALS) return number / (POWERS[form] ?? 1);
  if (form === DOUBLE) return reader.double();
  if (form === MEAN) return readMean(number, reader.byte());
  const reason = form === MISSING ? missingReason(number) : undefined;
  if (reason === undefined) throw new RangeError(`a record holds no value: form ${form}, number ${number}`);
  return missing(reason);
}

/** Returns the mean of a sum, rounded to a millionth. */
function readMean(sum: number, code: number): number {
  const found = MEANS[code];
  if (!found) throw new RangeError(`a record holds no mean: ${code}`);
  return Math.round((sum / (found.of * (POWERS[found.digits] ?? 1))) * 1e6) / 1e6;
}

/** Factors from units of a number of decimals to millionths. */
const MILLIONTHS: readonly number[] = POWERS.toReversed();
const MOST_MILLIONTHS = 2 ** 31;

/**
 * Reads a value as `readCarried` does, into a column.
 * @param unit day or hour of the row
 * @throws RangeError for bytes that are no value
 */
export function readCarriedInto(
  reader: ByteReader,
  columns: ValueColumns,
  unit: number,
  column: number,
): void {
  const head = reader.unsigned();
  const form = head % FORMS;
  const number = (head - form) / FORMS;
  if (form === FRACTION) {
    const { value, rest } = roundedFraction({ num: number, den: reader.unsigned() });
    columns.putValue(unit, column, value);
    if (rest) columns.putRest(unit, column, rest.num, rest.den);
  } else if (form === CARRIED) {
    columns.putRest(unit, column, reader.signed(), reader.unsigned());
    columns.putValue(unit, column, readValue(reader));
  } else if (form <= DECIMALS) {
    const millionths = number * (MILLIONTHS[form] ?? 1);
    if (millionths >= MOST_MILLIONTHS || !columns.putMillionths(unit, column, millionths))
      columns.putValue(unit, column, valueIn(form, number, reader));
  } else columns.putValue(unit, column, valueIn(form, number, reader));
}

import { isMissing, type Maybe, missing } from '@lanbi/standards';
import { missingCode, missingReason } from '../missing-codes.ts';
import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';

/** Below these numbers the form is the number of decimals. */
const DECIMALS = 6;
const DOUBLE = 7;
const MISSING = 8;
const MEAN = 9;
const FORMS = 16;

const POWERS: readonly number[] = Array.from({ length: DECIMALS + 1 }, (_, digits) => 10 ** digits);
const MOST = Number.MAX_SAFE_INTEGER / FORMS;
/** Numbers of values that running means are made of, with the decimals of their sums. */
const MEANS = [24, 23, 22, 21, 20, 8, 7, 6].flatMap((of) => [0, 1].map((digits) => ({ of, digits })));

/** The mean of a sum to a millionth. */
const meanOf = (sum: number, of: number, digits: number): number =>
  Math.round((sum / (of * (POWERS[digits] ?? 1))) * 1e6) / 1e6;

function writeMean(writer: ByteWriter, value: number): boolean {
  for (const [code, { of, digits }] of MEANS.entries()) {
    const sum = Math.round(value * of * (POWERS[digits] ?? 1));
    if (sum < 0 || sum > MOST || meanOf(sum, of, digits) !== value) continue;
    writer.unsigned(sum * FORMS + MEAN);
    writer.byte(code);
    return true;
  }
  return false;
}

/** A decimal as an integer with its number of decimals; false for what is none of few decimals, or below zero. */
function writeDecimal(writer: ByteWriter, value: number, most: number): boolean {
  for (let digits = 0; digits <= most; digits += 1) {
    const power = POWERS[digits] ?? 1;
    const scaled = Math.round(value * power);
    if (scaled / power !== value || scaled < 0 || scaled > MOST) continue;
    writer.unsigned(scaled * FORMS + digits);
    return true;
  }
  return false;
}

/** A value or why there is none, exactly: short where it is a decimal of at most six places or a running mean. */
export function writeValue(writer: ByteWriter, value: Maybe<number>): void {
  if (isMissing(value)) {
    writer.unsigned(missingCode(value.missing) * FORMS + MISSING);
    return;
  }
  if (writeDecimal(writer, value, 3) || writeMean(writer, value) || writeDecimal(writer, value, DECIMALS))
    return;
  writer.unsigned(DOUBLE);
  writer.double(value);
}

/** @throws RangeError for bytes that are no value */
export function readValue(reader: ByteReader): Maybe<number> {
  const head = reader.unsigned();
  const [form, number] = [head % FORMS, Math.floor(head / FORMS)];
  if (form <= DECIMALS) return number / (POWERS[form] ?? 1);
  if (form === DOUBLE) return reader.double();
  if (form === MEAN) return readMean(number, reader.byte());
  const reason = form === MISSING ? missingReason(number) : undefined;
  if (reason === undefined) throw new RangeError(`a record holds no value: form ${form}, number ${number}`);
  return missing(reason);
}

function readMean(sum: number, code: number): number {
  const found = MEANS[code];
  if (!found) throw new RangeError(`a record holds no mean: ${code}`);
  return meanOf(sum, found.of, found.digits);
}

import { ByteReader, ByteWriter, LanbiError, readNumber, type StoredReading, writeValue } from '@lanbi/model';
import { codeOf, INVALID_REASONS, parameterWithCode } from './reading-codes.ts';

/** Number of the layout, the first byte. The bytes of a layout are fixed by a test; a change gets the next number. */
const LAYOUT = 1;

/** Bits that say what follows the value of a reading that is not plain: valid, flag N, not negative, never corrected. */
const NEGATIVE = 1;
const FLAGGED = 2;
const INVALID = 4;
const CORRECTED = 8;

const bitsOf = ({ value, flag, invalid, revision }: StoredReading): number =>
  (value < 0 ? NEGATIVE : 0) |
  (flag === 'N' ? 0 : FLAGGED) |
  (invalid === undefined ? 0 : INVALID) |
  (revision === 1 ? 0 : CORRECTED);

const writer = new ByteWriter();

/**
 * The readings of one observation as bytes: of each the code of its parameter, doubled, plus one where bits follow, then the
 * bits, the value without its sign, and what the bits name. A plain reading takes two to four bytes.
 */
export function writeReadings(readings: readonly StoredReading[]): Uint8Array {
  writer.clear();
  writer.byte(LAYOUT);
  for (const reading of readings) {
    const bits = bitsOf(reading);
    writer.unsigned(codeOf(reading.parameter) * 2 + (bits === 0 ? 0 : 1));
    if (bits !== 0) writer.byte(bits);
    writeValue(writer, Math.abs(reading.value));
    if (bits & FLAGGED) writer.text(reading.flag);
    if (bits & INVALID) writer.byte(INVALID_REASONS.indexOf(reading.invalid ?? 'flag'));
    if (bits & CORRECTED) writer.unsigned(reading.revision);
  }
  return writer.bytes();
}

function readReading(reader: ByteReader): StoredReading {
  const head = reader.unsigned();
  const parameter = parameterWithCode(head >> 1);
  if (parameter === undefined) throw new RangeError(`no parameter has the code ${head >> 1}`);
  if (head % 2 === 0) return { parameter, value: readNumber(reader), flag: 'N', revision: 1 };
  const bits = reader.byte();
  const value = readNumber(reader);
  const flag = bits & FLAGGED ? reader.text() : 'N';
  const invalid = bits & INVALID ? INVALID_REASONS[reader.byte()] : undefined;
  const revision = bits & CORRECTED ? reader.unsigned() : 1;
  const signed = bits & NEGATIVE ? -value : value;
  return { parameter, value: signed, flag, ...(invalid && { invalid }), revision };
}

/** @throws LanbiError store-corrupt for bytes of no layout that is known, or that end early */
export function readReadings(bytes: Uint8Array): StoredReading[] {
  const reader = new ByteReader(bytes);
  try {
    const layout = reader.byte();
    if (layout !== LAYOUT) throw new RangeError(`layout ${layout} of readings is of a later version`);
    const readings: StoredReading[] = [];
    while (!reader.isAtEnd) readings.push(readReading(reader));
    return readings;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new LanbiError('store-corrupt', `an observation cannot be read: ${error.message}`, {
      cause: error,
    });
  }
}

/** Whether readings hold one of the parameter with a code: 1 or 0, as SQLite takes it. */
export const holdsParameter = (body: unknown, code: unknown): number =>
  body instanceof Uint8Array && readReadings(body).some(({ parameter }) => codeOf(parameter) === code)
    ? 1
    : 0;

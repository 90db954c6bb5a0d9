import { LanbiError } from '../../nouns/error.ts';
import type { RecordOf, ResultKind } from '../../nouns/result.ts';
import type { AirDayColumns } from '../air-day-columns.ts';
import type { AirHourColumns } from '../air-hour-columns.ts';
import { readAirDay, readAirDay1, readAirDayRow, writeAirDay } from './air-day-codec.ts';
import { readAirHour, readAirHour1, readAirHourRow, writeAirHour } from './air-hour-codec.ts';
import { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import { readWaterDay, writeWaterDay } from './water-day-codec.ts';
import { readWaterSample, writeWaterSample } from './water-sample-codec.ts';

interface Codec<Body> {
  /**
   * The readers of all layouts, the first one at index 0; the last layout is written. A stored layout never changes; a
   * new one gets the next number.
   */
  readonly layouts: readonly ((reader: ByteReader) => Body)[];
  write(writer: ByteWriter, body: Body): void;
}

// Layout 1 of air is in the history of earlier versions.
const AIR_HOUR = { layouts: [readAirHour1, readAirHour], write: writeAirHour };
const AIR_DAY = { layouts: [readAirDay1, readAirDay], write: writeAirDay };

const CODECS: { readonly [Kind in ResultKind]: Codec<RecordOf[Kind]> } = {
  'aqi.hour': AIR_HOUR,
  'region.aqi.hour': AIR_HOUR,
  'aqi.day': AIR_DAY,
  'region.aqi.day': AIR_DAY,
  'class.sample': { layouts: [readWaterSample], write: writeWaterSample },
  'class.day': { layouts: [readWaterDay], write: writeWaterDay },
};

/** Every kind whose records are stored. */
export const RESULT_KINDS = Object.keys(CODECS) as readonly ResultKind[];

/** The shared writer; records are written one after the other. */
const writer = new ByteWriter();

/** Encodes a record as bytes: the number of its layout, then its content. */
export function encodeRecord<Kind extends ResultKind>(kind: Kind, body: RecordOf[Kind]): Uint8Array {
  writer.clear();
  const codec: Codec<RecordOf[Kind]> = CODECS[kind];
  writer.byte(codec.layouts.length);
  codec.write(writer, body);
  return writer.bytes();
}

/**
 * Decodes a record. @throws LanbiError store-corrupt for bytes of an unknown layout, or that are no record of the kind
 */
export function decodeRecord<Kind extends ResultKind>(kind: Kind, bytes: Uint8Array): RecordOf[Kind] {
  const { layouts }: Codec<RecordOf[Kind]> = CODECS[kind];
  const [layout = 0] = bytes;
  const read = layouts[layout - 1];
  if (!read)
    throw new LanbiError(
      'store-corrupt',
      `a record of ${kind} has layout ${bytes[0] ?? 'of no bytes'}; this version reads layouts up to ${layouts.length}`,
    );
  try {
    return read(new ByteReader(bytes.subarray(1)));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new LanbiError('store-corrupt', `a record of ${kind} cannot be read: ${error.message}`, {
      cause: error,
    });
  }
}

/** Reads records of a kind into rows of columns. */
interface RowCodec<Kind extends ResultKind, Columns> {
  readonly kind: Kind;
  readonly layout: number;
  /** Reads the last layout into the begun row of a unit. */
  readonly read: (reader: ByteReader, columns: Columns, unit: number) => void;
  readonly put: (columns: Columns, unit: number, body: RecordOf[Kind]) => void;
}

const DAY_ROW: RowCodec<'aqi.day', AirDayColumns> = {
  kind: 'aqi.day',
  layout: AIR_DAY.layouts.length,
  read: readAirDayRow,
  put: (columns, day, body) => columns.putValues(day, body),
};

const HOUR_ROW: RowCodec<'aqi.hour', AirHourColumns> = {
  kind: 'aqi.hour',
  layout: AIR_HOUR.layouts.length,
  read: readAirHourRow,
  put: (columns, hour, body) => columns.putValues(hour, body),
};

/** Reads the next record, which follows its length, into the begun row of a unit. */
function decodeRow<Kind extends ResultKind, Columns>(
  { kind, layout, read, put }: RowCodec<Kind, Columns>,
  reader: ByteReader,
  columns: Columns,
  unit: number,
): void {
  const end = reader.unsigned() + reader.position;
  const version = reader.byte();
  if (version !== layout) {
    const bytes = Uint8Array.of(version, ...reader.block(end - reader.position));
    put(columns, unit, decodeRecord(kind, bytes));
    return;
  }
  try {
    read(reader, columns, unit);
    if (reader.position !== end) throw new RangeError('it is of another length');
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const message = `a record of ${kind} cannot be read: ${error.message}`;
    throw new LanbiError('store-corrupt', message, { cause: error });
  }
}

/**
 * Reads the next day of air, which follows its length, into the begun row of a day.
 * @throws LanbiError store-corrupt as `decodeRecord` does
 */
export const decodeAirDayRow = (reader: ByteReader, columns: AirDayColumns, day: number): void =>
  decodeRow(DAY_ROW, reader, columns, day);

/** Reads the next hour of air in the same way. @throws LanbiError store-corrupt */
export const decodeAirHourRow = (reader: ByteReader, columns: AirHourColumns, hour: number): void =>
  decodeRow(HOUR_ROW, reader, columns, hour);

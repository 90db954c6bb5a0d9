import { LanbiError } from '../../nouns/error.ts';
import type { AirDayKind, AirHourKind, BodyOf, Result, ResultKind } from '../../nouns/result.ts';
import type { AirDayColumns } from '../air-day-columns.ts';
import { readAirDay, readAirDay1, readAirDayRow, writeAirDay } from './air-day-codec.ts';
import { readAirHour, readAirHour1, writeAirHour } from './air-hour-codec.ts';
import { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';

/** Kinds whose bodies are records. */
export type RecordKind = AirHourKind | AirDayKind;

const RECORD_KINDS: readonly ResultKind[] = ['aqi.hour', 'region.aqi.hour', 'aqi.day', 'region.aqi.day'];

export const isRecordKind = (kind: ResultKind): kind is RecordKind => RECORD_KINDS.includes(kind);

/** Of the layout of each kind. A layout that was stored is never changed: another one has the next number. */
const VERSION = 2;
/** Layout 1 stands in the history of earlier versions. */
const HOURS = [undefined, readAirHour1, readAirHour] as const;
const DAYS = [undefined, readAirDay1, readAirDay] as const;

/** What is written of a record. */
export type RecordBody = { [Kind in RecordKind]: Pick<Result<Kind>, 'kind' | 'body'> }[RecordKind];

/** A record as bytes: the version of its layout, then what it holds. */
export function encodeRecord({ kind, body }: RecordBody): Uint8Array {
  const writer = new ByteWriter();
  writer.byte(VERSION);
  switch (kind) {
    case 'aqi.hour':
    case 'region.aqi.hour':
      writeAirHour(writer, body);
      break;
    case 'aqi.day':
    case 'region.aqi.day':
      writeAirDay(writer, body);
  }
  return writer.bytes();
}

/** @throws LanbiError store-corrupt for bytes of an unknown version, or that are no record of the kind */
export function decodeRecord<Kind extends RecordKind>(kind: Kind, bytes: Uint8Array): BodyOf<Kind> {
  const [version] = bytes;
  const read = (kind.endsWith('.hour') ? HOURS : DAYS)[version ?? 0];
  if (!read) throw unknownLayout(kind, version);
  const reader = new ByteReader(bytes.subarray(1));
  try {
    // One branch for each kind: its body is of that kind.
    return read(reader) as BodyOf<Kind>;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new LanbiError('store-corrupt', `a record of ${kind} cannot be read: ${error.message}`, {
      cause: error,
    });
  }
}

const unknownLayout = (kind: RecordKind, version: number | undefined): LanbiError =>
  new LanbiError(
    'store-corrupt',
    `a record of ${kind} has layout ${version ?? 'of no bytes'}; this version reads layouts up to ${VERSION}`,
  );

/**
 * Reads a day of air that stands next in some bytes, behind their number, into the row of a day that was begun.
 * @throws LanbiError store-corrupt as `decodeRecord` does
 */
export function decodeAirDayRow(reader: ByteReader, columns: AirDayColumns, day: number): void {
  const end = reader.unsigned() + reader.position;
  const version = reader.byte();
  if (version !== VERSION) {
    const body = decodeRecord('aqi.day', Uint8Array.of(version, ...reader.block(end - reader.position)));
    columns.putValues(day, body);
    return;
  }
  try {
    readAirDayRow(reader, columns, day);
    if (reader.position !== end) throw new RangeError('it is of another length');
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const message = `a record of a day cannot be read: ${error.message}`;
    throw new LanbiError('store-corrupt', message, { cause: error });
  }
}

import { AIR_POLLUTANTS, eachPollutant } from '@lanbi/standards';
import type { AirHourRecord, CarriedValue } from '../air-hour.ts';
import { AIR_HOUR_COLUMNS, type AirHourColumns } from '../air-hour-columns.ts';
import {
  readCarriedValues,
  readCoverage,
  readMinutes,
  readRests,
  skipCoverage,
  writeCoverage,
  writeMinutes,
} from './by-pollutant.ts';
import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import { readCarried, readCarriedInto, readValue, writeCarried } from './values.ts';

/** Flags of the optional parts. */
const [RESTS, COVERAGE, MINUTES, SO2_24H] = [1, 2, 4, 8];

/** Writes layout 2: flags of parts, six concentrations with their remainders, then the parts. */
export function writeAirHour(writer: ByteWriter, record: AirHourRecord): void {
  const { concentrations, rests, so2_24h, coverage, minutes } = record;
  writer.byte((coverage ? COVERAGE : 0) | (minutes ? MINUTES : 0) | (so2_24h ? SO2_24H : 0));
  for (const of of AIR_POLLUTANTS) writeCarried(writer, concentrations[of], rests?.[of]);
  if (coverage) writeCoverage(writer, coverage);
  if (minutes) writeMinutes(writer, minutes);
  if (so2_24h) writeCarried(writer, so2_24h.value, so2_24h.rest);
}

export function readAirHour(reader: ByteReader): AirHourRecord {
  const parts = reader.byte();
  const values = readCarriedValues(reader);
  return {
    ...values,
    ...(parts & COVERAGE && { coverage: readCoverage(reader) }),
    ...(parts & MINUTES && { minutes: readMinutes(reader) }),
    ...(parts & SO2_24H && { so2_24h: readOne(reader) }),
  };
}

/** Reads an hour as `readAirHour` does, without coverage and minutes, into the begun row of an hour. */
export function readAirHourRow(reader: ByteReader, columns: AirHourColumns, hour: number): void {
  const parts = reader.byte();
  for (let column = 0; column < AIR_HOUR_COLUMNS; column += 1) readCarriedInto(reader, columns, hour, column);
  if (parts & COVERAGE) skipCoverage(reader);
  if (parts & MINUTES) readMinutes(reader);
  if (parts & SO2_24H) columns.putSo2Mean(hour, readOne(reader));
}

function readOne(reader: ByteReader): CarriedValue {
  let one: CarriedValue = { value: { missing: 'no-data' } };
  readCarried(reader, (value, rest) => {
    one = rest ? { value, rest } : { value };
  });
  return one;
}

/**
 * Reads layout 1: flags of parts, six concentrations, four running means, which are skipped, then the parts.
 */
export function readAirHour1(reader: ByteReader): AirHourRecord {
  const parts = reader.byte();
  const concentrations = eachPollutant(() => readValue(reader));
  for (let mean = 0; mean < 4; mean += 1) readValue(reader);
  return {
    concentrations,
    ...(parts & RESTS && { rests: readRests(reader) }),
    ...(parts & COVERAGE && { coverage: readCoverage(reader) }),
    ...(parts & MINUTES && { minutes: readMinutes(reader) }),
  };
}

import { AIR_POLLUTANTS, eachPollutant, type Maybe, missing, type Remainder } from '@lanbi/standards';
import type { AirDayRecord } from '../air-day.ts';
import { AIR_DAY_COLUMNS, type AirDayColumns } from '../air-day-columns.ts';
import { readCarriedValues, readCoverage, readRests, skipCoverage, writeCoverage } from './by-pollutant.ts';
import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import { readCarried, readCarriedInto, readValue, writeCarried } from './values.ts';

/** The flag of layout 1 for remainders, which followed all other parts. */
const RESTS = 1;
const RUNNING = 2;

/**
 * Writes layout 2: whether the day is running, six day values and the largest hour of ozone with their remainders,
 * coverage.
 */
export function writeAirDay(writer: ByteWriter, record: AirDayRecord): void {
  const { concentrations, further, coverage, rests, running } = record;
  writer.byte(running ? RUNNING : 0);
  for (const of of AIR_POLLUTANTS) writeCarried(writer, concentrations[of], rests?.[of]);
  writeCarried(writer, further.o3_1h, rests?.o3_1h);
  writeCoverage(writer, coverage);
}

export function readAirDay(reader: ByteReader): AirDayRecord {
  const running = (reader.byte() & RUNNING) !== 0;
  const { concentrations, rests } = readCarriedValues(reader);
  let [o3_1h, rest]: [Maybe<number>, Remainder | undefined] = [missing('no-data'), undefined];
  readCarried(reader, (value, left) => {
    [o3_1h, rest] = [value, left];
  });
  const all = rest ? { ...rests, o3_1h: rest } : rests;
  return {
    concentrations,
    ...(all && { rests: all }),
    further: { o3_1h },
    coverage: readCoverage(reader),
    running,
  };
}

/** Reads a day as `readAirDay` does, without coverage, into the begun row of a day. */
export function readAirDayRow(reader: ByteReader, columns: AirDayColumns, day: number): void {
  if (reader.byte() & RUNNING) columns.putRunning(day);
  for (let column = 0; column < AIR_DAY_COLUMNS; column += 1) readCarriedInto(reader, columns, day, column);
  skipCoverage(reader);
}

/** Reads layout 1. */
export function readAirDay1(reader: ByteReader): AirDayRecord {
  const parts = reader.byte();
  const concentrations = eachPollutant(() => readValue(reader));
  const further = { o3_1h: readValue(reader) };
  const coverage = readCoverage(reader);
  const rests = parts & RESTS ? readRests(reader) : undefined;
  return { concentrations, ...(rests && { rests }), further, coverage, running: (parts & RUNNING) !== 0 };
}

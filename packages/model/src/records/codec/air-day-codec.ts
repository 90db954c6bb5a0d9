import { AIR_POLLUTANTS, eachPollutant } from '@lanbi/standards';
import type { AirDayRecord } from '../air-day.ts';
import { readCoverage, readRests, writeCoverage, writeRests } from './by-pollutant.ts';
import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import { readValue, writeValue } from './values.ts';

const [RESTS, RUNNING] = [1, 2];

/** Version 1: whether it runs, six day values, the largest hour of ozone, coverage, rests. */
export function writeAirDay(writer: ByteWriter, record: AirDayRecord): void {
  const { concentrations, further, coverage, rests, running } = record;
  writer.byte((rests ? RESTS : 0) | (running ? RUNNING : 0));
  for (const of of AIR_POLLUTANTS) writeValue(writer, concentrations[of]);
  writeValue(writer, further.o3_1h);
  writeCoverage(writer, coverage);
  if (rests) writeRests(writer, rests);
}

export function readAirDay(reader: ByteReader): AirDayRecord {
  const parts = reader.byte();
  const concentrations = eachPollutant(() => readValue(reader));
  const further = { o3_1h: readValue(reader) };
  const coverage = readCoverage(reader);
  const rests = parts & RESTS ? readRests(reader) : undefined;
  return { concentrations, ...(rests && { rests }), further, coverage, running: (parts & RUNNING) !== 0 };
}

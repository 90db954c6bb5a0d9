import { AIR_POLLUTANTS, eachPollutant } from '@lanbi/standards';
import type { AirHourRecord } from '../air-hour.ts';
import {
  readCoverage,
  readMinutes,
  readRests,
  writeCoverage,
  writeMinutes,
  writeRests,
} from './by-pollutant.ts';
import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import { readValue, writeValue } from './values.ts';

/** Which optional parts follow. */
const [RESTS, COVERAGE, MINUTES] = [1, 2, 4];

/** Version 1: parts, six concentrations, four running means, then the parts. */
export function writeAirHour(writer: ByteWriter, record: AirHourRecord): void {
  const { concentrations, further, rests, coverage, minutes } = record;
  writer.byte((rests ? RESTS : 0) | (coverage ? COVERAGE : 0) | (minutes ? MINUTES : 0));
  for (const of of AIR_POLLUTANTS) writeValue(writer, concentrations[of]);
  for (const mean of [further.so2_24h, further.o3_8h, further.pm10_24h, further.pm2_5_24h])
    writeValue(writer, mean);
  if (rests) writeRests(writer, rests);
  if (coverage) writeCoverage(writer, coverage);
  if (minutes) writeMinutes(writer, minutes);
}

export function readAirHour(reader: ByteReader): AirHourRecord {
  const parts = reader.byte();
  const concentrations = eachPollutant(() => readValue(reader));
  const further = {
    so2_24h: readValue(reader),
    o3_8h: readValue(reader),
    pm10_24h: readValue(reader),
    pm2_5_24h: readValue(reader),
  };
  return {
    concentrations,
    further,
    ...(parts & RESTS && { rests: readRests(reader) }),
    ...(parts & COVERAGE && { coverage: readCoverage(reader) }),
    ...(parts & MINUTES && { minutes: readMinutes(reader) }),
  };
}

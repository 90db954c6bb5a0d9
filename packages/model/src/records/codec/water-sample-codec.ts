import { stationId } from '../../nouns/ids.ts';
import type { WaterSampleRecord } from '../water-sample.ts';
import { readItems, writeItems } from './by-item.ts';
import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import { readValue, writeValue } from './values.ts';

const INSTANT = 1;

/** Writes layout 1: whether the sample is instantaneous, the values by item, then the stations. */
export function writeWaterSample(writer: ByteWriter, { values, stations, instant }: WaterSampleRecord): void {
  writer.byte(instant ? INSTANT : 0);
  writeItems(writer, values, (value) => writeValue(writer, value));
  writer.unsigned(stations.length);
  for (const station of stations) writer.text(station);
}

export function readWaterSample(reader: ByteReader): WaterSampleRecord {
  const parts = reader.byte();
  const values = readItems(reader, () => readValue(reader));
  const stations = Array.from({ length: reader.unsigned() }, () => stationId(reader.text()));
  return { values, stations, instant: (parts & INSTANT) !== 0 };
}

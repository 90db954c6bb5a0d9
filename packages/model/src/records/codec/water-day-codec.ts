import type { ItemSum, WaterDayRecord } from '../water-day.ts';
import { readItems, writeItems } from './by-item.ts';
import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';

function readSum(reader: ByteReader): ItemSum {
  const [count, scale] = [reader.unsigned(), reader.unsigned()];
  return { unscaled: reader.whole(), scale, count };
}

/**
 * Writes layout 1: sampling times, covered times, then for each item the count, the decimals and the digits of its sum.
 */
export function writeWaterDay(writer: ByteWriter, { sums, samples, covered }: WaterDayRecord): void {
  writer.unsigned(samples);
  writer.unsigned(covered);
  writeItems(writer, sums, ({ unscaled, scale, count }) => {
    writer.unsigned(count);
    writer.unsigned(scale);
    writer.whole(unscaled);
  });
}

export function readWaterDay(reader: ByteReader): WaterDayRecord {
  const [samples, covered] = [reader.unsigned(), reader.unsigned()];
  return { sums: readItems(reader, () => readSum(reader)), samples, covered };
}

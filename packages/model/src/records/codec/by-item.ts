import type { WaterParameter } from '../../nouns/parameter.ts';
import { type ByWaterItem, WATER_RECORD_ITEMS } from '../water-item.ts';
import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';

/**
 * Writes values of some items: a bit for each item by its number, then the values in the order of the numbers.
 */
export function writeItems<Value>(
  writer: ByteWriter,
  some: ByWaterItem<Value>,
  write: (value: Value) => void,
): void {
  const bits = WATER_RECORD_ITEMS.reduce(
    (sum, item, number) => (some[item] === undefined ? sum : sum + 2 ** number),
    0,
  );
  writer.unsigned(bits);
  for (const item of WATER_RECORD_ITEMS) {
    const value = some[item];
    if (value !== undefined) write(value);
  }
}

/** Reads values of some items. @throws RangeError for an unknown item */
export function readItems<Value>(reader: ByteReader, read: () => Value): ByWaterItem<Value> {
  let bits = reader.unsigned();
  const some: Partial<Record<WaterParameter, Value>> = {};
  for (const item of WATER_RECORD_ITEMS) {
    if (bits === 0) break;
    if (bits % 2 === 1) some[item] = read();
    bits = Math.floor(bits / 2);
  }
  if (bits > 0) throw new RangeError('a record holds an item that is not known');
  return some;
}

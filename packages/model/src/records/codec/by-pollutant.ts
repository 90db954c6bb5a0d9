import { AIR_POLLUTANTS, type AirPollutant, eachPollutant } from '@lanbi/standards';
import type { Coverage, FewMinutes, Rests } from '../air-hour.ts';
import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';

type Some<Value> = Readonly<Partial<Record<AirPollutant, Value>>>;

/** What only some pollutants have: a bit for each, then each of them. */
function writeSome<Value>(writer: ByteWriter, some: Some<Value>, write: (value: Value) => void): void {
  const own = AIR_POLLUTANTS.map((of) => some[of]);
  writer.byte(own.reduce((bits: number, value, at) => (value === undefined ? bits : bits | (1 << at)), 0));
  for (const value of own) if (value !== undefined) write(value);
}

function readSome<Value>(reader: ByteReader, read: () => Value): Some<Value> {
  const bits = reader.byte();
  const some: Partial<Record<AirPollutant, Value>> = {};
  for (const [at, of] of AIR_POLLUTANTS.entries()) if (bits & (1 << at)) some[of] = read();
  return some;
}

export const writeMinutes = (writer: ByteWriter, minutes: FewMinutes): void =>
  writeSome(writer, minutes, (each) => writer.unsigned(each));

export const readMinutes = (reader: ByteReader): FewMinutes => readSome(reader, () => reader.unsigned());

export const writeRests = (writer: ByteWriter, rests: Rests): void =>
  writeSome(writer, rests, ({ num, den }) => {
    writer.signed(num);
    writer.unsigned(den);
  });

export const readRests = (reader: ByteReader): Rests =>
  readSome(reader, () => ({ num: reader.signed(), den: reader.unsigned() }));

export function writeCoverage(writer: ByteWriter, coverage: Coverage): void {
  for (const of of AIR_POLLUTANTS) {
    writer.unsigned(coverage[of].expected);
    writer.unsigned(coverage[of].observed);
  }
}

export const readCoverage = (reader: ByteReader): Coverage =>
  eachPollutant(() => ({ expected: reader.unsigned(), observed: reader.unsigned() }));

import {
  AIR_POLLUTANTS,
  type AirPollutant,
  type AirValues,
  eachPollutant,
  missing,
  type Remainder,
} from '@lanbi/standards';
import type { FewMinutes, PollutantCoverage, Rests } from '../air-hour.ts';
import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import { readCarried } from './values.ts';

type Some<Value> = Readonly<Partial<Record<AirPollutant, Value>>>;

/** Writes values of some pollutants: a bit for each pollutant, then the values. */
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

/** Reads the remainders of layout 1. */
export const readRests = (reader: ByteReader): Rests =>
  readSome(reader, () => ({ num: reader.signed(), den: reader.unsigned() }));

export function writeCoverage(writer: ByteWriter, coverage: PollutantCoverage): void {
  for (const of of AIR_POLLUTANTS) {
    writer.unsigned(coverage[of].expected);
    writer.unsigned(coverage[of].observed);
  }
}

export const readCoverage = (reader: ByteReader): PollutantCoverage =>
  eachPollutant(() => ({ expected: reader.unsigned(), observed: reader.unsigned() }));

/** Reads six values with their rounding remainders. */
export function readCarriedValues(reader: ByteReader): {
  readonly concentrations: AirValues;
  readonly rests?: Rests;
} {
  const rests: Partial<Record<AirPollutant, Remainder>> = {};
  let isExact = true;
  const concentrations = eachPollutant((of) => {
    let read: AirValues[AirPollutant] = missing('no-data');
    readCarried(reader, (value, rest) => {
      read = value;
      if (!rest) return;
      rests[of] = rest;
      isExact = false;
    });
    return read;
  });
  return isExact ? { concentrations } : { concentrations, rests };
}

export function skipCoverage(reader: ByteReader): void {
  for (let left = 2 * AIR_POLLUTANTS.length; left > 0; left -= 1) reader.unsigned();
}

import type { Registry } from '@lanbi/model';
import { regionId, type Station, stationId } from '@lanbi/model';
import { instant, seconds } from '@lanbi/standards';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { decode, hj212Crc } from '../src/index.ts';

const air: Station = {
  id: stationId('A'),
  medium: 'air',
  name: { zh: 'A', en: 'A' },
  region: regionId('r'),
  role: 'evaluation',
  period: seconds(3600),
  stamp: 'end',
  parameters: [],
  units: {},
};
const registry: Registry = {
  regions: new Map(),
  stations: new Map([[air.id, air]]),
  lakes: new Map(),
  rivers: new Map(),
  sections: new Map(),
  stationsOfSection: new Map(),
};
const now = instant(Date.parse('2026-04-01T08:00:00+08:00'));
const bytes = (text: string) => new Uint8Array(Buffer.from(text));
const told = (topic: string, payload: Uint8Array) => {
  const outcome = decode({ topic, payload }, registry, now);
  expect(['taken', 'refused']).toContain(outcome.kind);
  if (outcome.kind !== 'taken') return;
  const values = outcome.observations.flatMap(({ readings }) => readings.map(({ value }) => value));
  expect(values.every(Number.isFinite)).toBe(true);
};
const part = fc.oneof(fc.double(), fc.jsonValue());
const value = fc.oneof(
  part,
  fc.record(
    { value: part, unit: fc.oneof(part, fc.constantFrom('mg/m3', 'ng/m3')), flag: part },
    { requiredKeys: [] },
  ),
);
const name = fc.oneof(fc.string(), fc.constantFrom('co', 'pm2_5', 'A21005', '__proto__', 'constructor'));

it('never throws on any bytes', () =>
  fc.assert(
    fc.property(fc.uint8Array(), fc.constantFrom('observations', 'hj212'), (payload, kind) =>
      told(`env/v1/air/A/${kind}`, payload),
    ),
    { numRuns: 2000 },
  ));

it('never throws on any JSON, and lets only finite values through', () =>
  fc.assert(
    fc.property(fc.dictionary(name, value), fc.oneof(fc.constant(1.7e12), part), (values, ts) =>
      told('env/v1/air/A/observations', bytes(JSON.stringify({ ts, values }))),
    ),
    { numRuns: 2000 },
  ));

it('never throws on any segment with a right length and CRC', () =>
  fc.assert(
    fc.property(fc.string(), (tail) => {
      const segment = bytes(`CN=2061;CP=&&DataTime=20260401070000;a34004-Avg=${tail}&&`);
      const head = `##${String(segment.length).padStart(4, '0')}`;
      told('env/v1/air/A/hj212', bytes(head + Buffer.from(segment).toString() + hj212Crc(segment)));
    }),
    { numRuns: 2000 },
  ));

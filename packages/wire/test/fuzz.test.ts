import type { Registry } from '@lanbi/model';
import { regionId, type Station, stationId } from '@lanbi/model';
import { instant, seconds } from '@lanbi/standards';
import { createRandom } from '@lanbi/testkit/random';
import { corpus, framed } from '@lanbi/testkit/samples/messages';
import { mutant, mutantTopic } from '@lanbi/testkit/samples/mutants';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { decode } from '../src/index.ts';
import { heapAfterCollection } from './support/heap.ts';

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
/** The closest look at an outcome: whatever comes in, only this goes out. */
const outcomeOf = (topic: string, payload: Uint8Array) => {
  const outcome = decode({ topic, payload }, registry, now);
  if (outcome.kind === 'ignored') return outcome.kind;
  for (const { message, parameter } of outcome.refusals) {
    if (message.length > 2_000 || (parameter?.length ?? 0) > 64) expect.fail(`a long refusal: ${message}`);
  }
  if (outcome.kind === 'refused') return outcome.kind;
  for (const { to, readings } of outcome.observations) {
    // The contract's limits of the stated time; a period of 31 days may come on top.
    if (!(to >= Date.parse('2000-01-01') && to <= now + 32 * 86_400_000)) expect.fail(`the time ${to}`);
    if (!readings.every(({ value }) => Number.isFinite(value))) expect.fail('a value that is no number');
  }
  return outcome.kind;
};

/** All cases together; `npm run faults -- fuzz` asks for 120,000. */
const CASES = Number(process.env['LANBI_TEST_CASES'] ?? 30_000);
/** Of each of three properties; the rest are mutants. */
const RUNS = CASES / 20;
const MUTANTS = CASES - 3 * RUNS;
/** Longer than this is taken for a hang, on a busy machine too. */
const TIMEOUT = { timeout: 300_000 + 5 * CASES };

const part = fc.oneof(fc.double(), fc.jsonValue());
const value = fc.oneof(
  part,
  fc.record(
    { value: part, unit: fc.oneof(part, fc.constantFrom('mg/m3', 'ng/m3')), flag: part },
    { requiredKeys: [] },
  ),
);
const name = fc.oneof(fc.string(), fc.constantFrom('co', 'pm2_5', 'A21005', '__proto__', 'constructor'));

it('never throws on any bytes', TIMEOUT, () =>
  fc.assert(
    fc.property(
      fc.uint8Array(),
      fc.constantFrom('observations', 'hj212'),
      (payload, kind) => void outcomeOf(`env/v1/air/A/${kind}`, payload),
    ),
    { numRuns: RUNS },
  ),
);

it('never throws on any JSON, and lets only finite values through', TIMEOUT, () =>
  fc.assert(
    fc.property(
      fc.dictionary(name, value),
      fc.oneof(fc.constant(1.7e12), part),
      (values, ts) => void outcomeOf('env/v1/air/A/observations', bytes(JSON.stringify({ ts, values }))),
    ),
    { numRuns: RUNS },
  ),
);

it('never throws on any segment with a right length and CRC', TIMEOUT, () =>
  fc.assert(
    fc.property(fc.string(), (tail) => {
      const segment = bytes(`CN=2061;CP=&&DataTime=20260401070000;a34004-Avg=${tail}&&`);
      outcomeOf('env/v1/air/A/hj212', framed(segment));
    }),
    { numRuns: RUNS },
  ),
);

it('never throws on mutants of real messages and topics, and keeps no memory of them', TIMEOUT, () => {
  const seeds = corpus();
  const counts: Record<string, number> = { taken: 0, refused: 0, ignored: 0 };
  const survive = (from: number, to: number): number => {
    for (let seed = from; seed < to; seed++) {
      const random = createRandom(seed);
      const { kind, payload } = mutant(seeds, random);
      const topic = random.next() < 0.8 ? `env/v1/air/A/${kind}` : mutantTopic(kind, random);
      const outcome = outcomeOf(topic, payload);
      counts[outcome] = (counts[outcome] ?? 0) + 1;
    }
    return heapAfterCollection();
  };
  survive(0, MUTANTS / 10);
  const first = survive(MUTANTS / 10, MUTANTS / 3);
  const last = survive(MUTANTS / 3, MUTANTS);
  // Mutants that are sound and those that are not, both in numbers: else the mutations are too weak or too strong.
  for (const kind of ['taken', 'refused']) expect(counts[kind]).toBeGreaterThan(MUTANTS / 20);
  expect(counts['ignored']).toBeGreaterThan(0);
  expect(last / first).toBeLessThan(1.1);
});

import { Points } from '@lanbi/evaluation';
import { consumerName, LOG_START, type Offset, type Result } from '@lanbi/model';
import { Statements } from '@lanbi/query';
import { civilDate, instant } from '@lanbi/standards';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { dayRecord, hourRecord, sampleResult } from '@lanbi/testkit/samples/observations';
import { observationOf, registryOf } from '@lanbi/testkit/samples/water-run';
import { expect, it, onTestFinished } from 'vitest';
import { type StreamDeps, streamEntries } from '../src/stream/entries.ts';

const registry = registryOf({
  regions: [
    { id: 'c', name: 'c', kind: 'city' },
    { id: 'other', name: 'other', kind: 'city' },
  ],
  rivers: [{ id: 'river', name: 'river' }],
  lakes: [{ id: 'lake', name: 'lake' }],
  sections: [
    { id: 's', name: 's', region: 'c', river: 'river' },
    { id: 't', name: 't', region: 'c', lake: 'lake', waterBody: 'lake' },
  ],
  stations: [
    { id: 'A1', medium: 'air', name: 'A1', region: 'c' },
    { id: 'A2', medium: 'air', name: 'A2', region: 'other' },
    { id: 'W1', medium: 'water', name: 'W1', region: 'c', section: 's' },
    { id: 'W2', medium: 'water', name: 'W2', region: 'c', section: 't' },
  ],
});
const DAY = Date.parse('2026-04-01T00:00:00+08:00');
const HOUR = 3_600_000;
const hour = (n: number) => instant(DAY + n * HOUR);
/** Long after all of it: nothing is provisional by its age. */
const NOW = instant(DAY + 1_000 * HOUR);
const EVALUATOR = consumerName('evaluate');

const of = (subject: string) => ({ subject, from: hour(0), to: hour(1) });
const anHour = (subject: string) => ({ ...of(subject), body: hourRecord(35) });
const aDay = (subject: string) => ({ ...of(subject), to: hour(24), body: dayRecord(35) });
const RESULTS: readonly Result[] = [
  { kind: 'aqi.hour', ...anHour('A1') },
  { kind: 'aqi.day', ...aDay('A2') },
  { kind: 'region.aqi.hour', ...anHour('c') },
  { kind: 'region.aqi.day', ...aDay('other') },
  sampleResult('s', hour(1), 0.1),
  sampleResult('t', hour(1), 0.1),
];

interface EventBody {
  readonly subject: string;
  readonly evaluation: { readonly complete: boolean; readonly behind: number; readonly since: string | null };
  readonly body: { readonly provisional: boolean; readonly dataState?: string };
}

async function opened(now = NOW) {
  const store = createEmbeddedStore({ path: ':memory:' });
  await store.open();
  onTestFinished(() => store.close());
  // The log of results alone is read.
  const logs = {
    store,
    clock: { now: () => now },
    registry,
    points: new Points(registry),
    statements: new Statements({ store, registry }),
  } as unknown as StreamDeps;
  const write = (station: string) =>
    store.write({
      observations: [
        observationOf(registry, station, hour(1), station.startsWith('A') ? { pm2_5: 35 } : { do: 7 }),
      ],
      deadLetters: [],
    });
  const evaluated = (offset: Offset, results: readonly Result[] = []) =>
    store.commit(EVALUATOR, offset, results, NOW);
  const events = async () => {
    const entries = await streamEntries('results', logs, { alert: LOG_START, result: LOG_START }, 100);
    const all = entries.map((entry) => ({ entry, body: JSON.parse(entry.text()) as EventBody }));
    for (const { entry, body: each } of all) expect(each.evaluation.complete).toBe(entry.complete);
    return all.map(({ body: each }) => each);
  };
  return { store, write, evaluated, events };
}

it('a result of a stream says whether everything stored of its stations is evaluated', async () => {
  const { store, write, evaluated, events } = await opened();
  await write('A2');
  await write('W2');
  const head = await store.head();
  await write('A1');
  await write('W1');
  await evaluated(head, RESULTS);
  const incomplete = { complete: false, behind: 2, since: expect.stringMatching(/\+08:00$/) };
  const complete = { complete: true, behind: 0, since: null };
  const behind = await events();
  expect(behind.map(({ subject, evaluation }) => [subject, evaluation.complete])).toEqual([
    ['A1', false],
    ['A2', true],
    ['c', false],
    ['other', true],
    ['s', false],
    ['t', true],
  ]);
  for (const { evaluation, body } of behind) {
    expect(evaluation).toEqual(evaluation.complete ? complete : incomplete);
    expect(body.provisional).toBe(!evaluation.complete);
  }
  await evaluated(await store.head());
  for (const { evaluation, body } of await events()) {
    expect(evaluation).toEqual(complete);
    expect(body.provisional).toBe(false);
  }
});

it('a result of a stream says how far its data were checked', async () => {
  const { store, evaluated, events } = await opened(hour(30));
  await evaluated(await store.head(), RESULTS);
  for (const { body } of await events())
    expect([body.dataState, body.provisional]).toEqual([undefined, true]);
  const audit = { kind: 'data-state', of: 'region', subject: 'c', state: 'audited' } as const;
  const day = civilDate('2026-04-01');
  await store.enterAnnotation({ ...audit, from: day, until: day, reason: 'check', enteredAt: hour(29) });
  // Those of the other city are live.
  expect((await events()).map(({ subject, body }) => [subject, body.dataState, body.provisional])).toEqual([
    ['A1', 'audited', false],
    ['A2', undefined, true],
    ['c', 'audited', false],
    ['other', undefined, true],
    ['s', 'audited', false],
    ['t', 'audited', false],
  ]);
});

it('a result of a section that the registry does not name has its values and no class', async () => {
  const { store, evaluated, events } = await opened();
  await evaluated(await store.head(), [sampleResult('gone', hour(1), 0.1), sampleResult('s', hour(1), 0.1)]);
  const [gone, known] = (await events()).map(({ body }) => body);
  expect(gone).toEqual({ values: { ph: 7.85, tp: 0.1 }, stations: ['W1', 'W2'], instant: false });
  expect(known).toMatchObject({ values: { ph: 7.85, tp: 0.1 }, section: { class: 'II' } });
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { NO_QUALITY } from '@lanbi/evaluation';
import { type Observation, stationId } from '@lanbi/model';
import { AIR_POLLUTANTS, HOUR, instant, seconds } from '@lanbi/standards';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import type { Random } from '@lanbi/testkit/random';
import { expect, it, onTestFinished } from 'vitest';
import { airFigures, byKey, recomputed, startEvaluator, storedResults } from '../support/evaluation.ts';
import { AIR_REGISTRY } from './support/air-registry.ts';
import { firstSeed, rounds, seeded, timeoutMs } from './support/rounds.ts';
import { tell } from './support/tell.ts';

const EVALUATING = fileURLToPath(new URL('support/evaluating.ts', import.meta.url));
const ROUNDS = rounds(1);
const START = Date.parse('2025-01-01T00:00:00+08:00');
const HOURS = 20 * 24;
const KILLS = 4;

function hourOf(id: string, at: number, value: number): Observation {
  const to = instant(START + at * HOUR);
  const readings = AIR_POLLUTANTS.map((parameter) => ({ parameter, value, flag: 'N' }));
  const region = AIR_REGISTRY.stations.get(stationId(id))?.region;
  if (!region) throw new RangeError(`no station ${id}`);
  const timed = { to, period: seconds(3600), receivedAt: to };
  return { station: stationId(id), medium: 'air', region, ...timed, readings };
}

/** Hours of all stations in random order; some come again with another value. */
function inAnyOrder({ next }: Random): Observation[] {
  const all = ['A', 'B', 'C'].flatMap((id) =>
    Array.from({ length: HOURS }, (_, at) => hourOf(id, at + 1, Math.floor(next() * 200))),
  );
  const again = all
    .filter(() => next() < 0.1)
    .map(({ station, to }) => hourOf(station, (to - START) / HOUR, 7));
  return [...all, ...again]
    .map((each) => ({ each, by: next() }))
    .sort((a, b) => a.by - b.by)
    .map(({ each }) => each);
}

/** Lets a process evaluate for some time and kills it. Answers whether it had evaluated all. */
async function evaluateAndKill(path: string, ms: number): Promise<boolean> {
  const child = spawn(process.execPath, [EVALUATING, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines: string[] = [];
  const output = createInterface({ input: child.stdout });
  output.on('line', (line) => lines.push(line));
  await once(output, 'line');
  await pause(ms);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(child.signalCode).toBe('SIGKILL');
  return lines.includes('done');
}

async function write(path: string, observations: readonly Observation[]): Promise<void> {
  const store = createEmbeddedStore({ path });
  await store.open();
  await store.write({ observations, deadLetters: [] });
  await store.close();
}

async function round(path: string, random: Random): Promise<number> {
  const all = inAnyOrder(random);
  const part = Math.ceil(all.length / KILLS);
  let unfinished = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    await write(path, all.slice(kill * part, (kill + 1) * part));
    // The first is killed as soon as it has begun.
    if (!(await evaluateAndKill(path, kill === 0 ? 0 : random.between(0, 200)))) unfinished += 1;
  }
  const again = createEmbeddedStore({ path });
  await again.open();
  const evaluator = await startEvaluator(again, AIR_REGISTRY, { quality: NO_QUALITY });
  await evaluator.caughtUp();
  await evaluator.stop();
  const stored = await storedResults(again);
  const literal = (await recomputed(again, AIR_REGISTRY)).filter(({ kind }) => /aqi\.(hour|day)$/.test(kind));
  expect(byKey(airFigures(stored))).toEqual(byKey(literal));
  // The log of changes has each record once, and the audit trail each of its revisions.
  expect(new Set(stored.map(({ position }) => position)).size).toBe(stored.length);
  const trail = await again.history({ after: instant(0), to: instant(9e15), limit: 100_000 });
  const lines = trail.map(({ kind, subject, to, revision }) => `${kind} ${subject} ${to} ${revision}`);
  expect(new Set(lines).size).toBe(lines.length);
  await again.close();
  return unfinished;
}

it(
  'kill -9 of an evaluator between applying and writing: records are those of the readings, each change once',
  async () => {
    let unfinished = 0;
    for (const { random } of seeded(ROUNDS)) {
      const folder = await mkdtemp(join(tmpdir(), 'lanbi-kill-'));
      unfinished += await round(join(folder, 'lanbi.db'), random);
      await rm(folder, { recursive: true });
    }
    tell('kill -9 of an evaluator', {
      rounds: ROUNDS,
      'first seed': firstSeed,
      kills: ROUNDS * KILLS,
      unfinished,
    });
    expect(unfinished).toBeGreaterThan(0);
  },
  timeoutMs(ROUNDS),
);

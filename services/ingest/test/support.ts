import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Clock,
  type Delivery,
  type Inbox,
  LanbiError,
  type Outgoing,
  type Receive,
  type RegionId,
  type Registry,
  type Spool,
  type Store,
  stationId,
} from '@lanbi/model';
import { parseRegistry } from '@lanbi/registry';
import { createLogger, createMetrics, type Metrics } from '@lanbi/runtime';
import { createSpool } from '@lanbi/spool';
import { type Instant, instant } from '@lanbi/standards';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { onTestFinished } from 'vitest';
import { createIngest, type Ingest, type IngestOptions } from '../src/index.ts';

export const TS = Date.parse('2026-04-01T08:00:00+08:00');
export const NOW = instant(Date.parse('2026-04-02T00:00:00+08:00'));

const parsed = parseRegistry([
  {
    name: 'test.json',
    text: JSON.stringify({
      regions: [{ id: 'r', name: 'R', kind: 'city' }],
      stations: ['A1', 'A2', 'A3'].map((id) => ({ id, medium: 'air', name: id, region: 'r' })),
    }),
  },
]);
if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
const { stations } = parsed.registry;
const a1 = stations.get(stationId('A1'));
if (!a1) throw new Error('A1 is not registered');
/** A1 to A3, and a station that no table takes, since its region is no text. */
export const registry: Registry = {
  ...parsed.registry,
  stations: new Map([
    ...stations,
    [stationId('BAD'), { ...a1, id: stationId('BAD'), region: {} as unknown as RegionId }],
  ]),
};

export const topicOf = (station: string, kind = 'observations'): string => `env/v1/air/${station}/${kind}`;

/** One hourly reading of PM2.5. */
export const said = (value: number, hour = 0): string =>
  JSON.stringify({ ts: TS + hour * 3_600_000, values: { pm2_5: value } });

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lanbi-ingest-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A clock that a test sets. */
export class TestClock implements Clock {
  at: Instant = NOW;
  now(): Instant {
    return this.at;
  }
}

export const AWAY = new LanbiError('store-unavailable', 'connect ECONNREFUSED');

/** The store's way to the engine, which a test may cut or hold up. What passes is the real store's. */
export class Gate {
  /** Thrown instead of a write. */
  failure: Error | undefined;
  #held: Promise<void> | undefined;
  #open: () => void = () => undefined;
  /** Writes that came as far as this gate. */
  tries = 0;

  hold(): void {
    this.#held = new Promise((resolve) => {
      this.#open = resolve;
    });
  }

  release(): void {
    this.#open();
    this.#held = undefined;
  }

  before(store: Store): Pick<Store, 'write' | 'checkpoint'> {
    return {
      checkpoint: (consumer) => this.#pass(() => store.checkpoint(consumer)),
      write: (batch) => this.#pass(() => store.write(batch)),
    };
  }

  async #pass<Answer>(go: () => Promise<Answer>): Promise<Answer> {
    this.tries += 1;
    await this.#held;
    if (this.failure) throw this.failure;
    return go();
  }
}

export interface IngestFixture {
  readonly ingest: Ingest;
  readonly store: Store;
  readonly spool: Spool;
  readonly gate: Gate;
  readonly clock: TestClock;
  readonly metrics: Metrics;
  /** What was said to the stations' error topics. */
  readonly notices: Outgoing[];
  /** Topics and payloads in the order in which they were acknowledged. */
  readonly acknowledged: string[];
  /** Hands a message over, as an inbox does. */
  say(
    station: string,
    payload: string | Uint8Array,
    kind?: 'observations' | 'hj212',
    retained?: boolean,
  ): void;
  /** Ends ingest and closes what it stands on; as a kill does when `orderly` is false. */
  end(orderly?: boolean): Promise<void>;
}

interface IngestFixtureOptions {
  readonly folder?: string;
  readonly spoolBytes?: number;
  readonly ingest?: Partial<IngestOptions>;
  /** Whether the store fails from the start. */
  readonly away?: boolean;
}

/** Ingest with a real store and a real spool in a folder, without a broker. */
export async function openIngest(options: IngestFixtureOptions = {}): Promise<IngestFixture> {
  const folder = options.folder ?? temporaryFolder();
  const store = createEmbeddedStore({ path: join(folder, 'lanbi.db') });
  const spool = createSpool({ path: join(folder, 'spool.db'), maxBytes: options.spoolBytes ?? 1e9 });
  await store.open();
  await spool.open();
  let receive: Receive = () => undefined;
  const acknowledged: string[] = [];
  const notices: Outgoing[] = [];
  let connected = true;
  const inbox: Inbox = {
    async open(to) {
      receive = to;
    },
    async pause() {
      receive = () => undefined;
    },
    async close() {
      connected = false;
    },
    state: () => ({
      connected,
      unacknowledged: 0,
      window: 10_000,
      redelivered: 0,
      droppedAcknowledgements: 0,
      reconnects: 0,
    }),
  };
  const gate = new Gate();
  const clock = new TestClock();
  const metrics = createMetrics();
  if (options.away) gate.failure = AWAY;
  const ingest = createIngest(
    {
      inbox,
      publisher: { publish: async (message) => void notices.push(message) },
      store: gate.before(store),
      spool,
      registry,
      clock,
      metrics,
      log: createLogger('silent'),
    },
    { retryMs: [1, 5], ...options.ingest },
  );
  await ingest.start();
  const close = async (): Promise<void> => {
    connected = false;
    await store.close();
    await spool.close();
  };
  const end = async (orderly = true): Promise<void> => {
    if (orderly) await ingest.stop();
    await close();
  };
  onTestFinished(() => end());
  const say: IngestFixture['say'] = (station, payload, kind = 'observations', retained = false) => {
    const delivery: Delivery = {
      topic: topicOf(station, kind),
      payload: Buffer.from(payload),
      duplicate: false,
      ...(retained && { retained }),
      acknowledge: () => {
        if (connected) acknowledged.push(`${station} ${Buffer.from(payload).toString()}`);
      },
    };
    receive(delivery);
  };
  return { ingest, store, spool, gate, clock, metrics, notices, acknowledged, say, end };
}

/** Polls until a condition holds; the test's own deadline is the bound. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 2));
}

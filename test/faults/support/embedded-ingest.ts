import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMqttInbox, createMqttPublisher } from '@lanbi/bus-mqtt';
import { createIngest } from '@lanbi/ingest';
import type { Registry, Store } from '@lanbi/model';
import { parseRegistry } from '@lanbi/registry';
import { createLogger, createMetrics, systemClock } from '@lanbi/runtime';
import { createSpool } from '@lanbi/spool';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { balancedMetrics, type MessageCounts } from '@lanbi/testkit/accounting';
import { TELEMETRY_TOPICS } from '@lanbi/wire';
import { onTestFinished } from 'vitest';
import { REGISTRY } from './readings.ts';

export interface EmbeddedIngestOptions {
  /** Of a broker. */
  readonly url: string;
  readonly keepaliveSeconds?: number;
  /** Comes between ingest and the store. */
  readonly write?: (store: Store) => Store['write'];
}

/** Ingest in this process, on its real ports: for faults that no signal and no disk makes. */
export interface EmbeddedIngest {
  readonly dataDir: string;
  /** Balanced, whenever they are looked at. */
  counts(): Promise<MessageCounts>;
  stop(): Promise<void>;
}

function registryOf(): Registry {
  const parsed = parseRegistry([{ name: 'faults.json', text: JSON.stringify(REGISTRY) }]);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.registry;
}

export async function startEmbeddedIngest({
  url,
  keepaliveSeconds = 30,
  write,
}: EmbeddedIngestOptions): Promise<EmbeddedIngest> {
  const dataDir = mkdtempSync(join(tmpdir(), 'lanbi-ingest-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const store = createEmbeddedStore({ path: join(dataDir, 'lanbi.db') });
  const spool = createSpool({ path: join(dataDir, 'spool.db'), maxBytes: 64 * 1024 * 1024 });
  const publisher = createMqttPublisher({ url, clientId: 'ingest-publish', keepaliveSeconds });
  const inbox = createMqttInbox({
    url,
    clientId: 'ingest-inbox',
    topics: TELEMETRY_TOPICS,
    keepaliveSeconds,
  });
  const metrics = createMetrics();
  const ingest = createIngest({
    inbox,
    publisher,
    spool,
    store: {
      write: write?.(store) ?? ((batch) => store.write(batch)),
      checkpoint: (consumer) => store.checkpoint(consumer),
    },
    registry: registryOf(),
    clock: systemClock,
    metrics,
    log: createLogger('silent'),
  });
  const parts = [store, spool, publisher];
  for (const part of parts) await part.open();
  await ingest.start();
  const stop = async (): Promise<void> => {
    await ingest.stop();
    for (const part of parts.reverse()) await part.close();
  };
  return { dataDir, counts: () => balancedMetrics(metrics), stop };
}

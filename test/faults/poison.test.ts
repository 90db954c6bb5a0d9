import type { Observation, Store } from '@lanbi/model';
import { mosquittoBinary, startMosquitto } from '@lanbi/testkit/servers/mosquitto';
import { expect, it, onTestFinished } from 'vitest';
import { startEmbeddedIngest } from './support/embedded-ingest.ts';
import { createLedger, KEPT } from './support/ledger.ts';
import { startLoad } from './support/load.ts';
import { isRefused, numberAt } from './support/readings.ts';
import { rounds, timeoutMs } from './support/rounds.ts';
import { tell } from './support/tell.ts';

const ROUNDS = rounds(1);
const EACH = 1_000;

const isPoison = (n: number): boolean => n % 97 === 5;

/** The decoder lets nothing through that the store refuses; so one reading in so many is spoiled behind it. */
const spoiled = (observation: Observation): Observation =>
  isPoison(numberAt(observation.station, observation.to))
    ? { ...observation, readings: observation.readings.map((reading) => ({ ...reading, value: Number.NaN })) }
    : observation;

const spoiling = (store: Store) => (batch: Parameters<Store['write']>[0]) =>
  store.write({ ...batch, observations: batch.observations.map(spoiled) });

it.skipIf(!mosquittoBinary)(
  'poison in a batch: it alone comes to the dead letter, all around it is stored, all is acknowledged',
  async () => {
    const broker = await startMosquitto();
    onTestFinished(() => broker.stop());
    const ingest = await startEmbeddedIngest({ url: broker.url, write: spoiling });
    const load = startLoad(broker.url);
    for (let round = 0; round < ROUNDS; round++) await load.send(EACH);
    const caughtUp = async () => {
      const { received, waiting, spooled } = await ingest.counts();
      return received === load.published && waiting + spooled === 0;
    };
    await expect.poll(caughtUp).toBe(true);
    await ingest.stop();
    const refusedHere = (n: number): boolean => isRefused(n) || isPoison(n);
    const ledger = createLedger(ingest.dataDir, { isRefused: refusedHere });
    const everything = Array.from({ length: load.published }, (_, n) => n);
    expect(await ledger.audit(everything)).toEqual(KEPT);
    expect(ledger.refused.size).toBe(everything.filter(refusedHere).length);
    tell('poison', { published: load.published, stored: ledger.stored.size, refused: ledger.refused.size });
  },
  timeoutMs(ROUNDS),
);

import { mosquittoBinary, startMosquitto } from '@lanbi/testkit/servers/mosquitto';
import { expect, it, onTestFinished } from 'vitest';
import { stopped } from './support/audit.ts';
import { startEmbeddedIngest } from './support/embedded-ingest.ts';
import { createLedger, KEPT } from './support/ledger.ts';
import { startLoad } from './support/load.ts';
import { startProbe } from './support/probe.ts';
import { createRawStation } from './support/raw-station.ts';
import { payloadOf, stationOf, topicOf } from './support/readings.ts';
import { firstSeed, rounds, seeded, timeoutMs } from './support/rounds.ts';
import { started } from './support/scenario.ts';
import { tell } from './support/tell.ts';

const ROUNDS = rounds(1);

it.skipIf(!mosquittoBinary)(
  'half-open towards the broker: the silence is noticed, a new connection is made, nothing is lost',
  async () => {
    const broker = await startMosquitto();
    onTestFinished(() => broker.stop());
    const probe = await startProbe(broker.port);
    const ingest = await startEmbeddedIngest({ url: probe.url, keepaliveSeconds: 1 });
    const load = startLoad(broker.url);
    for (const { random } of seeded(ROUNDS)) {
      const count = random.between(500, 2_000);
      const reached = probe.pubacks.reached(probe.pubacks.count + random.between(1, count));
      const sent = load.send(count);
      await reached;
      const again = probe.subscriptions.reached(probe.subscriptions.count + 1);
      probe.freeze();
      await sent;
      await again;
    }
    while (probe.acknowledged.size < load.published) {
      await probe.pubacks.reached(probe.pubacks.count + 1);
      await ingest.counts();
    }
    await ingest.stop();
    const ledger = createLedger(ingest.dataDir);
    const everything = Array.from({ length: load.published }, (_, n) => n);
    expect(await ledger.audit(everything)).toEqual(KEPT);
    tell('half-open towards the broker', {
      rounds: ROUNDS,
      'first seed': firstSeed,
      published: load.published,
      acknowledged: probe.acknowledged.size,
      stored: ledger.stored.size,
      refused: ledger.refused.size,
      redelivered: probe.redelivered,
    });
  },
  timeoutMs(ROUNDS),
);

it(
  'half-open station: the embedded broker ends it after its keepalive, and takes it again where it was',
  async () => {
    const subject = await started();
    const numbers = Array.from({ length: 8 * 20 * ROUNDS }, (_, n) => n).filter((n) => n % 8 === 0);
    const station = createRawStation({ url: subject.brokerUrl, clientId: stationOf(0), keepaliveSeconds: 1 });
    const say = (n: number, dup: boolean): void =>
      station.publish({ id: n / 8 + 1, topic: topicOf(n), payload: payloadOf(n), dup });
    for (let from = 0; from < numbers.length; from += 20) {
      await station.connect();
      const some = numbers.slice(from, from + 20);
      station.freeze();
      for (const n of some) say(n, false);
      await station.ended();
      await station.connect();
      const before = station.pubacks.count;
      for (const n of some) say(n, true);
      await station.pubacks.reached(before + some.length);
    }
    await stopped(subject);
    const ledger = createLedger(subject.dataDir);
    expect(await ledger.audit(numbers)).toEqual(KEPT);
    expect(ledger.stored.size + ledger.refused.size).toBe(numbers.length);
    tell('half-open station', {
      rounds: ROUNDS,
      published: numbers.length,
      acknowledged: station.acknowledged.size,
      stored: ledger.stored.size,
      refused: ledger.refused.size,
      redelivered: numbers.length,
    });
  },
  timeoutMs(ROUNDS),
);

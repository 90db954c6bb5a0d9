import { inboxContract } from '@lanbi/testkit/contract/inbox';
import { publisherContract } from '@lanbi/testkit/contract/publisher';
import { mosquittoBinary, startMosquitto } from '@lanbi/testkit/servers/mosquitto';
import { connectStation, connectSubscriber } from '@lanbi/testkit/servers/mqtt-clients';
import { describe } from 'vitest';
import { createMqttInbox, createMqttPublisher } from '../src/index.ts';
import { TOPIC } from './support.ts';

describe.skipIf(!mosquittoBinary)('mosquitto', () => {
  for (const protocolVersion of [4, 5] as const) {
    const name = `mosquitto, protocol level ${protocolVersion}`;

    inboxContract(name, {
      async create(window) {
        // On MQTT 3.1.1 the window is the in-flight limit of the broker.
        const broker = await startMosquitto({ extra: [`max_inflight_messages ${window}`] });
        const { url } = broker;
        const ends: (() => Promise<void>)[] = [() => broker.stop()];
        const createInbox = () => {
          const inbox = createMqttInbox({
            ...{ url, protocolVersion, window },
            clientId: 'ingest',
            topics: [TOPIC],
          });
          ends.unshift(() => inbox.close());
          return inbox;
        };
        return {
          inbox: createInbox(),
          topic: TOPIC,
          async station() {
            const station = await connectStation(url, TOPIC);
            ends.unshift(station.end);
            return station;
          },
          again: createInbox,
          async dispose() {
            for (const end of ends) await end();
          },
        };
      },
    });

    publisherContract(name, {
      async create() {
        const broker = await startMosquitto();
        const publisher = createMqttPublisher({ url: broker.url, clientId: 'results', protocolVersion });
        await publisher.open();
        const ends: (() => Promise<void>)[] = [() => publisher.close(), () => broker.stop()];
        return {
          publisher,
          async subscribe(filter) {
            const { received, end } = await connectSubscriber(broker.url, filter);
            ends.unshift(end);
            return received;
          },
          stopBroker: () => broker.kill('SIGTERM'),
          async dispose() {
            for (const end of ends) await end();
          },
        };
      },
    });
  }
});

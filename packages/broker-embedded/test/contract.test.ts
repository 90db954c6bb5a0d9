import { inboxContract } from '@lanbi/testkit/contract/inbox';
import { publisherContract } from '@lanbi/testkit/contract/publisher';
import { connectStation, connectSubscriber } from '@lanbi/testkit/servers/mqtt-clients';
import { createEmbeddedBroker } from '../src/index.ts';
import { TOPIC } from './stations.ts';

const isTelemetry = (topic: string): boolean => topic === TOPIC;

inboxContract('embedded broker', {
  async create(window) {
    const broker = createEmbeddedBroker({ port: 0, isTelemetry, window });
    const { url } = await broker.open();
    const ends: (() => Promise<void>)[] = [() => broker.close()];
    return {
      inbox: broker.inbox,
      topic: TOPIC,
      async station() {
        const station = await connectStation(url, TOPIC);
        ends.unshift(station.end);
        return station;
      },
      again: () => broker.inbox,
      async dispose() {
        for (const end of ends) await end();
      },
    };
  },
});

publisherContract('embedded broker', {
  async create() {
    const broker = createEmbeddedBroker({ port: 0, isTelemetry });
    const { url } = await broker.open();
    const ends: (() => Promise<void>)[] = [() => broker.close()];
    return {
      publisher: broker.publisher,
      async subscribe(filter) {
        const { received, end } = await connectSubscriber(url, filter);
        ends.unshift(end);
        return received;
      },
      stopBroker: () => broker.close(),
      async dispose() {
        for (const end of ends) await end();
      },
    };
  },
});

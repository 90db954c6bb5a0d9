import { createEmbeddedBroker } from '@lanbi/broker-embedded';
import { createMqttInbox, createMqttPublisher } from '@lanbi/bus-mqtt';
import type { Inbox, Publisher } from '@lanbi/model';
import type { Config } from '@lanbi/runtime';
import { isTelemetry, TELEMETRY_TOPICS } from '@lanbi/wire';

/** Where messages come from and go to: a broker in this process, or one outside. */
export interface Bus {
  readonly inbox: Inbox;
  readonly publisher: Publisher;
  /** Answers the URL that stations use. */
  open(): Promise<string>;
  close(): Promise<void>;
}

function embedded(port: number): Bus {
  const broker = createEmbeddedBroker({ port, isTelemetry });
  return {
    inbox: broker.inbox,
    publisher: broker.publisher,
    open: async () => (await broker.open()).url,
    close: () => broker.close(),
  };
}

/** The ids of our two sessions: stable, so that what was not acknowledged comes again after a restart. */
function external(url: string): Bus {
  const publisher = createMqttPublisher({ url, clientId: 'lanbi-publish' });
  const inbox = createMqttInbox({ url, clientId: 'lanbi-ingest', topics: [...TELEMETRY_TOPICS] });
  return {
    inbox,
    publisher,
    async open() {
      await publisher.open();
      return url.replace(/\/\/[^@/]*@/, '//');
    },
    close: () => publisher.close(),
  };
}

export const createBus = ({ mqtt }: Config): Bus => (mqtt.url ? external(mqtt.url) : embedded(mqtt.port));

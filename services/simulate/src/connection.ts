import { LanbiError, type Station } from '@lanbi/model';
import { statusTopic } from '@lanbi/wire';
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import type { FleetOptions } from './options.ts';

/** A station's own connection: `online` while it lasts, `offline` by its last will. */
export interface Connection {
  /** Settled with the broker's PUBACK. The client sends again after a lost connection. */
  publish(topic: string, payload: string): Promise<void>;
  /** Says `offline` and leaves; never rejects. */
  leave(): Promise<void>;
  /** Ends at once, with whatever is unacknowledged. */
  cut(): void;
}

const RETAINED = { qos: 1, retain: true } as const;

function settings(station: Station, { credentials }: FleetOptions): IClientOptions {
  const will = {
    topic: statusTopic(station.medium, station.id),
    payload: Buffer.from('offline'),
    ...RETAINED,
  };
  return {
    clientId: `station-${station.id}`,
    protocolVersion: 4,
    reconnectPeriod: 1_000,
    will,
    ...(credentials && { username: credentials.username, password: credentials.password }),
  };
}

function firstConnect(client: MqttClient): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (cause?: Error): void => {
      client.end(true);
      const message = `a station cannot connect: ${cause?.message || 'the broker closed the connection'}`;
      reject(new LanbiError('broker-unavailable', message, { cause }));
    };
    client.once('error', fail);
    client.once('close', fail);
    client.once('connect', () => {
      client.off('error', fail);
      client.off('close', fail);
      resolve();
    });
  });
}

/** Lost connections are the client's to mend: told once an outage, and heard, since an unheard error ends the process. */
function tellOutages(client: MqttClient, station: Station, { log }: FleetOptions): void {
  let told = false;
  client.on('error', (error) => {
    if (!told) log.warn({ err: error, station: station.id }, 'a station has no connection');
    told = true;
  });
  client.on('connect', () => {
    told = false;
  });
}

/** @throws LanbiError broker-unavailable */
export async function connectStation(station: Station, options: FleetOptions): Promise<Connection> {
  const client = mqtt.connect(options.brokerUrl, settings(station, options));
  const status = statusTopic(station.medium, station.id);
  tellOutages(client, station, options);
  client.on('connect', () => client.publish(status, 'online', RETAINED));
  await firstConnect(client);
  return {
    publish: async (topic, payload) => void (await client.publishAsync(topic, payload, { qos: 1 })),
    async leave() {
      try {
        await client.publishAsync(status, 'offline', RETAINED);
        await client.endAsync();
      } catch {
        client.end(true);
      }
    },
    cut: () => void client.end(true),
  };
}

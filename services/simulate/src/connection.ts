import { LanbiError, type Station } from '@lanbi/model';
import { statusTopic } from '@lanbi/wire';
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import type { FleetOptions } from './options.ts';

/** The connection of one station: publishes `online` when it opens, and `offline` by its last will. */
export interface StationConnection {
  /** Resolves with the broker's PUBACK. The client sends again after a lost connection. */
  publish(topic: string, payload: string): Promise<void>;
  /** Publishes `offline` and disconnects; never rejects. */
  disconnect(): Promise<void>;
  /** Closes at once, with messages unacknowledged. */
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

/** Logs a lost connection once; the client connects again by itself. Without a listener the error would end the process. */
function logOutages(client: MqttClient, station: Station, { log }: FleetOptions): void {
  let isLogged = false;
  client.on('error', (error) => {
    if (!isLogged) log.warn({ err: error, station: station.id }, 'a station has no connection');
    isLogged = true;
  });
  client.on('connect', () => {
    isLogged = false;
  });
}

/** @throws LanbiError broker-unavailable */
export async function connectStation(station: Station, options: FleetOptions): Promise<StationConnection> {
  const client = mqtt.connect(options.brokerUrl, settings(station, options));
  const status = statusTopic(station.medium, station.id);
  logOutages(client, station, options);
  client.on('connect', () => client.publish(status, 'online', RETAINED));
  await firstConnect(client);
  return {
    publish: async (topic, payload) => void (await client.publishAsync(topic, payload, { qos: 1 })),
    async disconnect() {
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

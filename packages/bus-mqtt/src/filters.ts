import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { MqttClient } from 'mqtt';
import * as z from 'zod';

/** The stored subscriptions of our sessions. A broker keeps subscriptions with a session and cannot list them. */
export interface FilterMemory {
  read(clientId: string): readonly string[];
  write(clientId: string, filters: readonly string[]): void;
}

const sessions = z.record(z.string(), z.array(z.string()));

/** Reads the JSON file. An unreadable file counts as empty: old filters then stay, and their messages still arrive. */
export function createFilterMemory(file: string): FilterMemory {
  const all = (): z.infer<typeof sessions> => {
    try {
      return sessions.parse(JSON.parse(readFileSync(file, 'utf8')));
    } catch {
      return {};
    }
  };
  return {
    read: (clientId) => all()[clientId] ?? [],
    write(clientId, filters) {
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      writeFileSync(`${file}.new`, JSON.stringify({ ...all(), [clientId]: filters }), { mode: 0o600 });
      renameSync(`${file}.new`, file);
    },
  };
}

/** Writes the filters in the form of a SUBSCRIBE packet. */
export const filtersOf = (topics: readonly string[], share: string | undefined): readonly string[] =>
  share === undefined ? topics : topics.map((topic) => `$share/${share}/${topic}`);

async function ask(client: MqttClient, filters: readonly string[]): Promise<void> {
  // rh 1 (MQTT 5): retained messages only with a new subscription, not after each reconnection.
  const grants = await client.subscribeAsync([...filters], { qos: 1, rh: 1 });
  const weak = grants.find(({ qos }) => qos !== 1);
  if (weak) throw new Error(`${weak.topic} is granted at QoS ${weak.qos}, 1 is needed`);
}

/** Subscribes to these filters and removes all others. The file is written before the broker is asked. */
export async function subscribeOnly(
  client: MqttClient,
  clientId: string,
  filters: readonly string[],
  memory: FilterMemory | undefined,
): Promise<void> {
  const earlier = memory?.read(clientId) ?? [];
  const old = earlier.filter((filter) => !filters.includes(filter));
  const unknown = filters.some((filter) => !earlier.includes(filter));
  if (unknown) memory?.write(clientId, [...filters, ...old]);
  await ask(client, filters);
  if (old.length === 0) return;
  await client.unsubscribeAsync([...old]);
  memory?.write(clientId, filters);
}

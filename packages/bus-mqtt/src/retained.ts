import type { MqttClient } from 'mqtt';
import { echoTopic } from './echo.ts';

/** Milliseconds without a message after the echo that end the list. */
const QUIET_MS = 500;
/** Longest wait for the echo; a broker may forbid it. */
const ECHO_MS = 3_000;
/** Longest time for the whole list. */
const LONGEST_MS = 60_000;

/** The topics that a subscription delivered until no more arrived. */
interface Heard {
  readonly topics: Set<string>;
  readonly begun: number;
  last: number;
  echoed: boolean;
}

const isOver = ({ begun, last, echoed }: Heard): boolean => {
  const now = performance.now();
  return now - begun > LONGEST_MS || (now - last > QUIET_MS && (echoed || now - begun > ECHO_MS));
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Lists the topics under which a broker has a retained message. It delivers them to a new subscription without a mark of the
 * last: an echo is published behind them, and after it a short time is waited for brokers that deliver them separately.
 */
export async function retainedTopics(client: MqttClient, filter: string): Promise<readonly string[]> {
  const echo = echoTopic(client.options.clientId ?? '');
  const heard: Heard = {
    topics: new Set(),
    begun: performance.now(),
    last: performance.now(),
    echoed: false,
  };
  const onMessage = (topic: string, _payload: Uint8Array, { retain }: { readonly retain: boolean }): void => {
    if (topic === echo) heard.echoed = true;
    if (!retain) return;
    heard.topics.add(topic);
    heard.last = performance.now();
  };
  client.on('message', onMessage);
  try {
    await client.subscribeAsync(echo, { qos: 0 }).catch(() => undefined);
    await client.subscribeAsync(filter, { qos: 0 });
    await client.publishAsync(echo, '', { qos: 0 });
    while (client.connected && !isOver(heard)) await pause(50);
  } finally {
    client.off('message', onMessage);
    if (client.connected) await client.unsubscribeAsync([filter, echo]).catch(() => undefined);
  }
  if (!client.connected) throw new Error('the connection went before the broker had sent all');
  return [...heard.topics];
}

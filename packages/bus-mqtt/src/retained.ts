import type { MqttClient } from 'mqtt';
import { echoTopic } from './echo.ts';

/** Nothing more comes when nothing came for so long, and our echo is back. */
const QUIET_MS = 500;
/** How long the echo is waited for; a broker may not let us have one. */
const ECHO_MS = 3_000;
/** However many there are. */
const LONGEST_MS = 60_000;

/** What was heard of a subscription until it became quiet. */
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
 * The topics under which a broker keeps a message. It hands them to a new subscription and does not say which is the
 * last: an echo of ours comes behind them, and brokers that send them apart from the rest are waited for a little more.
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

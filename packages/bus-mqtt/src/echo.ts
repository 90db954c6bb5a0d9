import type { MqttClient } from 'mqtt';
import type { MqttConnection } from './connection.ts';

/** Detects a broker that answers pings and delivers nothing: publishes an echo to this client and waits for it. */
export interface Echo {
  /** Records that a message was delivered. Returns whether it is the echo. */
  received(topic: string): boolean;
  /** Why deliveries are missing; undefined while the broker delivers. */
  trouble(): string | undefined;
  stop(): void;
}

export const echoTopic = (clientId: string): string => `lanbi/echo/${clientId}`;

/**
 * Publishes an echo every `everyMs` and closes the connection if neither it nor telemetry is delivered. Telemetry counts
 * because the echo waits behind queued messages and a broker may drop it. The check applies once the broker has returned
 * an echo. A broker that refuses the topic is only logged.
 */
export function createEcho(client: MqttClient, { clientId, log }: MqttConnection, everyMs: number): Echo {
  const topic = echoTopic(clientId);
  let awaited = false;
  let wasReturned = false;
  let silent = false;

  function missed(): void {
    awaited = false;
    if (!wasReturned) {
      clearInterval(timer);
      log?.warn({ clientId, topic }, 'the broker does not return our echo: its silence would not be noticed');
      return;
    }
    silent = true;
    log?.error({ clientId, topic }, 'connected, but the broker delivers nothing: connecting anew');
    client.stream.destroy();
  }

  function publish(): void {
    if (!client.connected) return;
    if (awaited) {
      missed();
      return;
    }
    awaited = true;
    client.publish(topic, '', { qos: 0 }, () => {});
  }

  const timer = setInterval(publish, everyMs);
  timer.unref();
  client.on('close', () => {
    awaited = false;
  });
  client.on('connect', () => client.subscribe(topic, { qos: 0 }, () => publish()));
  return {
    received(delivered) {
      awaited = false;
      silent = false;
      if (delivered !== topic) return false;
      wasReturned = true;
      return true;
    },
    trouble: () => (silent ? 'connected, but the broker delivers nothing' : undefined),
    stop: () => clearInterval(timer),
  };
}

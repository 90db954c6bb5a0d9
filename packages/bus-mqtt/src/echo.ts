import type { MqttClient } from 'mqtt';
import type { MqttConnection } from './connection.ts';

/** Notices a broker that answers pings and delivers nothing: we say something to ourselves and wait for it. */
export interface Echo {
  /** Hears a message: any is a sign of life. Answers whether its topic is our own. */
  hear(topic: string): boolean;
  /** Why nothing can be trusted to come in; undefined while it does. */
  silence(): string | undefined;
  stop(): void;
}

export const echoTopic = (clientId: string): string => `lanbi/echo/${clientId}`;

/**
 * Telemetry that comes will do in its place: our echo waits behind what is queued for us, and a broker may drop it.
 * Only a broker that has returned it once is held to it: one that does not let us publish or subscribe there is told of
 * in the log and left in peace.
 */
export function createEcho(client: MqttClient, { clientId, log }: MqttConnection, everyMs: number): Echo {
  const topic = echoTopic(clientId);
  let awaited = false;
  let everHeard = false;
  let silent = false;

  function missed(): void {
    awaited = false;
    if (!everHeard) {
      clearInterval(timer);
      log?.warn({ clientId, topic }, 'the broker does not return our echo: its silence would not be noticed');
      return;
    }
    silent = true;
    log?.error({ clientId, topic }, 'connected, but the broker delivers nothing: connecting anew');
    client.stream.destroy();
  }

  function say(): void {
    if (!client.connected) return;
    if (awaited) {
      missed();
      return;
    }
    awaited = true;
    client.publish(topic, '', { qos: 0 }, () => {});
  }

  const timer = setInterval(say, everyMs);
  timer.unref();
  client.on('close', () => {
    awaited = false;
  });
  client.on('connect', () => client.subscribe(topic, { qos: 0 }, () => say()));
  return {
    hear(said) {
      awaited = false;
      silent = false;
      if (said !== topic) return false;
      everHeard = true;
      return true;
    },
    silence: () => (silent ? 'connected, but the broker delivers nothing' : undefined),
    stop: () => clearInterval(timer),
  };
}

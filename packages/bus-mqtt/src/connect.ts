import { Backoff } from '@lanbi/flow';
import { LanbiError } from '@lanbi/model';
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import type { MqttConnection } from './connection.ts';
import { connectionError, errorText, isVersionRefused } from './refusal.ts';

/** First and longest pause before a reconnection. */
const RECONNECT_FIRST_MS = 1_000;
const RECONNECT_MAX_MS = 30_000;

/** Milliseconds that a DISCONNECT may take before the connection is closed. */
const END_MS = 1_000;

/** Prepares a client before its first packet arrives. */
export type Prepare = (client: MqttClient) => void;

function optionsOf(to: MqttConnection, protocolVersion: 4 | 5, extra: IClientOptions): IClientOptions {
  const { properties, ...rest } = extra;
  return {
    ...rest,
    ...to.tls,
    ...(to.username !== undefined && { username: to.username }),
    ...(to.password !== undefined && { password: to.password }),
    clientId: to.clientId,
    protocolVersion,
    // MQTT.js calls its debug log several times a packet even if it is off.
    log: () => {},
    keepalive: to.keepaliveSeconds ?? 30,
    reconnectPeriod: RECONNECT_FIRST_MS,
    // Continue after "server busy", which a broker sends after a restart.
    reconnectOnConnackError: true,
    ...(protocolVersion === 5 && properties && { properties }),
  };
}

/** Logs the events of a connection. An error event does not end the process: MQTT.js reconnects by itself. */
function watch(client: MqttClient, { clientId, log }: MqttConnection): void {
  client.on('error', (error) => log?.warn({ clientId, reason: errorText(error) }, 'broker connection'));
  client.on('disconnect', ({ reasonCode }) =>
    log?.warn({ clientId, reasonCode }, 'the broker ended the connection'),
  );
  client.on('connect', ({ sessionPresent }) => log?.info({ clientId, sessionPresent }, 'broker connected'));
  client.on('offline', () => log?.warn({ clientId }, 'broker gone, connecting again'));
}

/** Doubles the pause after each failed attempt. */
function backOff(client: MqttClient): void {
  const backoff = new Backoff(RECONNECT_FIRST_MS * 2, RECONNECT_MAX_MS);
  client.on('close', () => {
    client.options.reconnectPeriod = backoff.next();
  });
  client.on('connect', () => {
    client.options.reconnectPeriod = RECONNECT_FIRST_MS;
    backoff.reset();
  });
}

function attempt(to: MqttConnection, options: IClientOptions, prepare: Prepare): Promise<MqttClient> {
  return new Promise((resolve, reject) => {
    const client = mqtt.connect(to.url, options);
    const fail = (error: Error): void => {
      client.end(true);
      reject(error);
    };
    const lost = (): void => fail(new Error('the connection was closed without an answer'));
    client.once('error', fail);
    client.once('close', lost);
    client.once('connect', () => {
      client.off('error', fail);
      client.off('close', lost);
      resolve(client);
    });
    watch(client, to);
    backOff(client);
    prepare(client);
  });
}

/**
 * Connects, and reconnects after pauses of 1 s to 30 s.
 * @throws LanbiError configuration-invalid without a client id; broker-refused; broker-unavailable
 */
export async function connectBroker(
  to: MqttConnection,
  extra: IClientOptions,
  prepare: Prepare,
): Promise<MqttClient> {
  if (!to.clientId)
    throw new LanbiError('configuration-invalid', 'a connection to a broker needs a stable client id');
  try {
    return await attempt(to, optionsOf(to, to.protocolVersion ?? 5, extra), prepare);
  } catch (error) {
    if (to.protocolVersion || !isVersionRefused(error)) throw connectionError(error);
  }
  return attempt(to, optionsOf(to, 4, extra), prepare).catch((error) =>
    Promise.reject(connectionError(error)),
  );
}

/** Disconnects after all written packets; closes the connection if the broker does not answer. */
export async function end(client: MqttClient): Promise<void> {
  if (!client.connected) return client.endAsync(true);
  const closed = new Promise<void>((resolve) => client.once('close', () => resolve()));
  const cut = setTimeout(() => client.stream.destroy(), END_MS);
  client.end(false);
  await closed;
  clearTimeout(cut);
}

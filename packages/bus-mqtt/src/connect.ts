import { LanbiError } from '@lanbi/model';
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';

export interface MqttConnection {
  /** `mqtt://host:1883`, with user and password in it when the broker wants them. */
  readonly url: string;
  /** Stable for each replica: the session behind it holds what we have not acknowledged. */
  readonly clientId: string;
  /** 5 by default; falls to 4 (MQTT 3.1.1) when the broker does not speak 5. */
  readonly protocolVersion?: 4 | 5;
}

/** Cap of the pause between two tries to connect. */
const RECONNECT_MAX_MS = 30_000;

/** Prepares a client before its first packet arrives. */
export type Prepare = (client: MqttClient) => void;

function attempt(url: string, options: IClientOptions, prepare: Prepare): Promise<MqttClient> {
  return new Promise((resolve, reject) => {
    const client = mqtt.connect(url, options);
    let established = false;
    prepare(client);
    const fail = (error: Error): void => {
      client.end(true);
      reject(error);
    };
    const early = (error: Error): void => {
      if (!established) fail(error);
    };
    client.on('error', early);
    client.on('close', () =>
      early(new Error(`no connection to ${client.options.host}:${client.options.port}`)),
    );
    client.once('connect', () => {
      established = true;
      resolve(client);
    });
  });
}

/** Doubles the pause after each failed try, from one second. */
function backOff(client: MqttClient): void {
  client.on('close', () => {
    client.options.reconnectPeriod = Math.min((client.options.reconnectPeriod ?? 500) * 2, RECONNECT_MAX_MS);
  });
  client.on('connect', () => {
    client.options.reconnectPeriod = 1_000;
  });
}

/** @throws LanbiError configuration-invalid without a client id; broker-unavailable when it cannot connect */
export async function connect(
  to: MqttConnection,
  extra: IClientOptions,
  prepare: Prepare = () => {},
): Promise<MqttClient> {
  if (!to.clientId)
    throw new LanbiError('configuration-invalid', 'a persistent session needs a stable client id');
  const options = (protocolVersion: 4 | 5): IClientOptions => {
    const { properties, ...rest } = extra;
    return {
      ...rest,
      clientId: to.clientId,
      protocolVersion,
      reconnectPeriod: 1_000,
      ...(protocolVersion === 5 && properties && { properties }),
    };
  };
  const versions = to.protocolVersion ? [to.protocolVersion] : ([5, 4] as const);
  let failure: unknown;
  for (const version of versions) {
    try {
      const client = await attempt(to.url, options(version), prepare);
      backOff(client);
      return client;
    } catch (error) {
      failure = error;
    }
  }
  const message = failure instanceof Error ? failure.message : String(failure);
  throw new LanbiError('broker-unavailable', `the broker cannot be used: ${message}`, { cause: failure });
}

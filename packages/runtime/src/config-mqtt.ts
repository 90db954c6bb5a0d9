import { readFileSync } from 'node:fs';
import * as z from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);
const text = z.string().min(1);
const count = (least: number) => z.coerce.number().int().min(least).max(Number.MAX_SAFE_INTEGER);
export const LOOPBACK: RegExp = /^(127(\.\d{1,3}){3}|::1|localhost)$/;

/** A PEM file, read here so that its faults are reported with the others. */
const pem = z.string().transform((path, { addIssue }) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    addIssue(`the file ${path} cannot be read`);
    return z.NEVER;
  }
});
const shard = z
  .string()
  .regex(/^[1-9]\d{0,3}\/[1-9]\d{0,3}$/, 'must be such as 1/3')
  .transform((text) => text.split('/').map(Number))
  .refine(([own = 0, of = 0]) => own <= of, 'the first number is at most the second')
  .transform(([own = 0, of = 0]) => ({ index: own - 1, of }));

/** The variables of the brokers. */
export const MQTT_VARIABLES = z.object({
  LANBI_MQTT_URL: z
    .url({ protocol: /^(mqtts?|wss?|tcp|ssl)$/, error: 'must be a URL such as mqtt://host:1883' })
    .optional(),
  LANBI_MQTT_USERNAME: text.optional(),
  LANBI_MQTT_PASSWORD: text.optional(),
  LANBI_MQTT_PASSWORD_FILE: text.optional(),
  LANBI_MQTT_CA: pem.optional(),
  LANBI_MQTT_CERT: pem.optional(),
  LANBI_MQTT_KEY: pem.optional(),
  LANBI_MQTT_CLIENT_ID: z
    .string()
    .regex(/^[\w.-]{1,64}$/, 'must be letters, digits, _ . or -')
    .default('lanbi'),
  LANBI_MQTT_WINDOW: count(1).max(65_535).optional(),
  LANBI_MQTT_SHARE: z
    .string()
    .regex(/^[\w.-]{1,64}$/, 'must be letters, digits, _ . or -')
    .optional(),
  LANBI_MQTT_SHARD: shard.optional(),
  LANBI_MQTT_HOST: text.default('127.0.0.1'),
  LANBI_MQTT_PORT: port.default(1883),
  LANBI_MQTT_USERS: text.optional(),
  LANBI_MQTT_STATION_RATE: count(0).default(1_000),
  LANBI_MQTT_CONNECTIONS: count(1).default(1_000),
  LANBI_MQTT_CONNECTIONS_PER_ADDRESS: count(1).optional(),
  LANBI_MQTT_SESSIONS: count(1).default(10),
  LANBI_MQTT_PENDING: count(1).default(1_000),
  LANBI_MQTT_PENDING_PER_ADDRESS: count(1).default(500),
  LANBI_MQTT_CONNECT_SECONDS: z.coerce.number().min(1).max(300).default(5),
  LANBI_MQTT_PASSWORD_CHECKS: count(1).max(3).optional(),
  LANBI_MQTT_SUBSCRIPTIONS: count(1).default(20),
});

type Values = z.infer<typeof MQTT_VARIABLES>;

export interface MqttConfig {
  /** Of an external broker; without one the embedded broker runs. */
  readonly url?: string;
  readonly username?: string;
  readonly password?: string;
  /** PEM, not paths. `cert` and `key` authenticate us to an external broker, or are those of the embedded broker. */
  readonly tls?: { readonly ca?: string; readonly cert?: string; readonly key?: string };
  /** Prefix of our client ids. */
  readonly clientId: string;
  /** The default of the inbox, where not given. */
  readonly window?: number;
  readonly share?: string;
  /** Counted from 0. */
  readonly shard?: { readonly index: number; readonly of: number };
  /** Of the embedded broker, as all that follows. */
  readonly host: string;
  readonly port: number;
  readonly usersFile?: string;
  readonly stationRate: number;
  readonly maxConnections: number;
  readonly limits: MqttLimits;
}

/** Further limits of the embedded broker; absent ones have the defaults of the broker. */
export interface MqttLimits {
  readonly maxConnectionsPerAddress?: number;
  readonly maxSessions: number;
  readonly maxPending: number;
  readonly maxPendingPerAddress: number;
  readonly connectMs: number;
  readonly passwordChecks?: number;
  readonly maxSubscriptions: number;
}

/** Faults that concern several variables. */
export function mqttFaults(values: Values & { readonly LANBI_DEMO?: boolean | undefined }): string[] {
  const external = values.LANBI_MQTT_URL !== undefined;
  const own = values.LANBI_MQTT_CERT !== undefined;
  const guarded = values.LANBI_MQTT_USERS !== undefined;
  const rules: readonly (readonly [boolean, string])[] = [
    [
      own !== (values.LANBI_MQTT_KEY !== undefined),
      'LANBI_MQTT_CERT and LANBI_MQTT_KEY: one needs the other',
    ],
    [
      values.LANBI_MQTT_SHARE !== undefined && values.LANBI_MQTT_SHARD !== undefined,
      'LANBI_MQTT_SHARE and LANBI_MQTT_SHARD: one or the other',
    ],
    [
      !external && !guarded && !LOOPBACK.test(values.LANBI_MQTT_HOST),
      'LANBI_MQTT_USERS: required, since LANBI_MQTT_HOST is not a loopback address',
    ],
    [external && guarded, 'LANBI_MQTT_USERS: is of the embedded broker, and LANBI_MQTT_URL names another'],
    [
      !external && values.LANBI_DEMO === true && (guarded || own),
      'LANBI_DEMO: the simulated stations have no passwords and speak no TLS; unset LANBI_MQTT_USERS and LANBI_MQTT_CERT',
    ],
  ];
  return rules.flatMap(([wrong, text]) => (wrong ? [text] : []));
}

export function mqttOf(values: Values): MqttConfig {
  const { LANBI_MQTT_CA: ca, LANBI_MQTT_CERT: cert, LANBI_MQTT_KEY: key } = values;
  const given = <Value>(name: string, value: Value | undefined) =>
    value === undefined ? {} : { [name]: value };
  return {
    ...given('url', values.LANBI_MQTT_URL),
    ...given('username', values.LANBI_MQTT_USERNAME),
    ...given('password', values.LANBI_MQTT_PASSWORD),
    ...((ca ?? cert) && { tls: { ...given('ca', ca), ...given('cert', cert), ...given('key', key) } }),
    clientId: values.LANBI_MQTT_CLIENT_ID,
    ...given('window', values.LANBI_MQTT_WINDOW),
    ...given('share', values.LANBI_MQTT_SHARE),
    ...given('shard', values.LANBI_MQTT_SHARD),
    host: values.LANBI_MQTT_HOST,
    port: values.LANBI_MQTT_PORT,
    ...given('usersFile', values.LANBI_MQTT_USERS),
    stationRate: values.LANBI_MQTT_STATION_RATE,
    maxConnections: values.LANBI_MQTT_CONNECTIONS,
    limits: limitsOf(values),
  };
}

const limitsOf = (values: Values): MqttLimits => ({
  ...(values.LANBI_MQTT_CONNECTIONS_PER_ADDRESS && {
    maxConnectionsPerAddress: values.LANBI_MQTT_CONNECTIONS_PER_ADDRESS,
  }),
  maxSessions: values.LANBI_MQTT_SESSIONS,
  maxPending: values.LANBI_MQTT_PENDING,
  maxPendingPerAddress: values.LANBI_MQTT_PENDING_PER_ADDRESS,
  connectMs: values.LANBI_MQTT_CONNECT_SECONDS * 1_000,
  ...(values.LANBI_MQTT_PASSWORD_CHECKS && { passwordChecks: values.LANBI_MQTT_PASSWORD_CHECKS }),
  maxSubscriptions: values.LANBI_MQTT_SUBSCRIPTIONS,
});

import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { PROVISIONAL_HOURS, readQuality } from '@lanbi/evaluation';
import {
  boundedJson,
  didYouMean,
  LanbiError,
  type QualitySettings,
  type SchemaIssue,
  schemaFaults,
} from '@lanbi/model';
import { PERIOD_COVERAGE } from '@lanbi/standards';
import * as z from 'zod';
import { LOOPBACK, MQTT_VARIABLES, type MqttConfig, mqttFaults, mqttOf } from './config-mqtt.ts';
import { ROLE_VARIABLES, type RolesConfig, roleFaults, rolesOf } from './config-roles.ts';

const port = z.coerce.number().int().min(0).max(65_535);
const text = z.string().min(1);
const count = (least: number) => z.coerce.number().int().min(least).max(Number.MAX_SAFE_INTEGER);
const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
/** Fewest characters of a key: a shorter one can be guessed. */
const SHORTEST_KEY = 20;
const keys = z.string().transform((list, context) => {
  const all = list
    .split(',')
    .map((key) => key.trim())
    .filter(Boolean);
  for (const [index, { length }] of all.entries())
    if (length < SHORTEST_KEY)
      context.addIssue({
        code: 'custom',
        message: `key ${index + 1} of ${all.length} has ${length} characters, ${SHORTEST_KEY} at least are needed; npm run key makes one (it goes into the file of LANBI_API_KEY_HASHES)`,
      });
  return all;
});
const networks = z.string().transform((list, context) =>
  list
    .split(',')
    .map((network) => network.trim())
    .filter(Boolean)
    .map((network) => {
      const [address = '', bits, ...rest] = network.split('/');
      const most = isIP(address) === 4 ? 32 : 128;
      const right = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most);
      if (isIP(address) === 0 || !right || rest.length > 0)
        context.addIssue({
          code: 'custom',
          message: `not an address or network such as 10.0.0.0/8: ${network}`,
        });
      return network;
    }),
);
const origins = z.string().transform((list, context) =>
  list
    .split(',')
    .map((origin) => origin.trim())
    .filter(Boolean)
    .map((origin) => {
      if (!URL.canParse(origin) || new URL(origin).origin !== origin)
        context.addIssue({ code: 'custom', message: `not an origin such as https://host: ${origin}` });
      return origin;
    }),
);
const urls = z.string().transform((list, context) =>
  list
    .split(',')
    .map((url) => url.trim())
    .filter(Boolean)
    .map((url, index) => {
      if (URL.canParse(url) && /^https?:/.test(url)) return url;
      // Does not show the value: a path or query may be secret.
      context.addIssue({ code: 'custom', message: `entry ${index + 1} is not a URL of http or https` });
      return url;
    }),
);

/** `rule=mode` with commas between. */
function quality(text: string, context: z.RefinementCtx): QualitySettings {
  const read = readQuality(text);
  if (read.ok) return read.settings;
  context.addIssue({ code: 'custom', message: read.fault });
  return z.NEVER;
}

/** All environment variables with their defaults. A test compares `docs/configuration.md` with them. */
export const VARIABLES = z.object({
  ...ROLE_VARIABLES.shape,
  LANBI_HTTP_HOST: text.default('127.0.0.1'),
  LANBI_HTTP_PORT: port.default(8080),
  ...MQTT_VARIABLES.shape,
  LANBI_STORE: z.enum(['embedded', 'influx']).default('embedded'),
  LANBI_DATA_DIR: text.default('./data'),
  LANBI_SPOOL_DIR: text.optional(),
  LANBI_SPOOL_MAX_BYTES: count(1_000_000).default(1_073_741_824),
  LANBI_DEAD_LETTER_MAX: count(0).default(100_000),
  LANBI_DEAD_LETTER_BYTES: count(0).default(268_435_456),
  LANBI_DEAD_LETTER_DAYS: count(1).default(365),
  LANBI_STOP_SECONDS: z.coerce.number().min(1).max(3_600).default(10),
  INFLUX_URL: z.url({ protocol: /^https?$/, error: 'must be a URL such as http://host:8086' }).optional(),
  INFLUX_TOKEN: text.optional(),
  INFLUX_TOKEN_FILE: text.optional(),
  INFLUX_ORG: text.optional(),
  INFLUX_BUCKET: text.optional(),
  LANBI_REGISTRY: text.optional(),
  LANBI_ALERT_RULES: text.optional(),
  LANBI_WEBHOOK_URLS: urls.default([]),
  LANBI_WEBHOOK_SECRET: text.optional(),
  LANBI_WEBHOOK_PRIVATE: flag.default(false),
  LANBI_ALERTMANAGER_URL: z
    .url({ protocol: /^https?$/, error: 'must be a URL such as http://host:9093' })
    .optional(),
  LANBI_MAP: text.optional(),
  LANBI_DEMO: flag.optional(),
  LANBI_API_KEYS: keys.default([]),
  LANBI_API_KEY_HASHES: text.optional(),
  LANBI_API_KEY: text.optional(),
  LANBI_API_KEY_FILE: text.optional(),
  LANBI_API_RATE: count(0).default(6_000),
  LANBI_API_STREAMS: count(0).optional(),
  LANBI_API_DOWNLOADS: count(0).optional(),
  LANBI_API_ORIGINS: origins.default([]),
  LANBI_HTTP_PROXIES: networks.default([]),
  LANBI_LATE_SECONDS: count(0).default(3_600),
  LANBI_SILENT_SECONDS: count(1).default(21_600),
  LANBI_SILENT_PERIODS: count(1).default(6),
  LANBI_QUALITY: z.string().default('').transform(quality),
  LANBI_PERIOD_COVERAGE: z.coerce.number().int().min(0).max(100).default(PERIOD_COVERAGE),
  LANBI_PROVISIONAL_HOURS: count(0).default(PROVISIONAL_HOURS),
  LANBI_WATER_DAY_MINIMUM: count(1).optional(),
  LANBI_WATER_MONTH_MINIMUM: count(1).optional(),
  LANBI_METRICS_STATIONS: count(0).default(500),
  LANBI_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
});

export interface Config extends RolesConfig {
  readonly http: { readonly host: string; readonly port: number };
  readonly mqtt: MqttConfig;
  /** Present when the store is an InfluxDB. */
  readonly influx?: InfluxConfig;
  /** Of the embedded store, or of the log and the recent past beside an InfluxDB. */
  readonly dataDir: string;
  /** The spool: its file and its size in bytes. */
  readonly spool: { readonly dir: string; readonly maxBytes: number };
  readonly deadLetters: { readonly count: number; readonly bytes: number; readonly days: number };
  /** Milliseconds in which an orderly stop must end. */
  readonly stopMs: number;
  readonly registry?: string;
  readonly alerts: {
    /** A file or folder of rules; absent: the ready rules. */
    readonly rules?: string;
    readonly webhooks: readonly string[];
    readonly webhookSecret?: string;
    /** Whether webhooks may reach loopback and private addresses. */
    readonly webhookPrivate: boolean;
    readonly alertmanager?: string;
  };
  readonly demo: boolean;
  /** Empty on loopback: reads and writes are open. */
  readonly apiKeys: readonly string[];
  /** Key that our commands send to the API; absent: the first of `apiKeys`. */
  readonly apiKey?: string;
  readonly access: {
    /** A file of hashed keys with what each may do. */
    readonly keyFile?: string;
    /** Requests a minute of one key; 0: any number. */
    readonly rate: number;
    /** Streams and downloads of one key, or address where no key is asked for, at one time; 0: any number. The API has the defaults. */
    readonly underWay?: { readonly streams?: number; readonly downloads?: number };
    /** Origins whose pages may call the API. */
    readonly origins: readonly string[];
    /** Proxies whose forwarded client address is trusted. */
    readonly proxies?: readonly string[];
  };
  /** Milliseconds after the end of its last period at which a station is late and silent. */
  readonly staleness: {
    readonly grace: number;
    readonly silentAtLeast: number;
    readonly silentPeriods: number;
  };
  /** Which rules mark suspect values, and which keep them out of figures. */
  readonly quality: QualitySettings;
  /** Fewest sampling times of a day and days of a month that give a class of water; absent: any number does. */
  readonly waterMinimum: { readonly day?: number; readonly month?: number };
  /** Number of registered stations up to which metrics have a series for each. */
  readonly metricsStations: number;
  /** Minimum percent of the days of a period, where the standard has no rule. */
  readonly periodCoverage: number;
  /** Hours after the end of a figure's period in which late data are expected. */
  readonly provisionalHours: number;
  readonly logLevel: string;
}

export interface InfluxConfig {
  readonly url: string;
  readonly token: string;
  readonly org: string;
  /** Of raw observations; the others are named after it. */
  readonly bucket: string;
}

type Environment = Readonly<Record<string, string | undefined>>;
type Values = z.infer<typeof VARIABLES>;

const INFLUX = ['INFLUX_URL', 'INFLUX_TOKEN', 'INFLUX_ORG', 'INFLUX_BUCKET'] as const;

/** Faults that concern several variables. */
function crossFaults(env: Environment, values: Values): string[] {
  const faults: string[] = [];
  const known = new Set(Object.keys(VARIABLES.shape));
  for (const name of Object.keys(env)) {
    if (name.startsWith('LANBI_') && !known.has(name) && !/^LANBI_(TEST_|SHARED_DATA)/.test(name))
      faults.push(`${name}: there is no such setting${didYouMean(name, known)}`);
  }
  const keyed = values.LANBI_API_KEYS.length > 0 || values.LANBI_API_KEY_HASHES !== undefined;
  if (!LOOPBACK.test(values.LANBI_HTTP_HOST) && !keyed)
    faults.push(
      'LANBI_API_KEYS or LANBI_API_KEY_HASHES: required, since LANBI_HTTP_HOST is not a loopback address',
    );
  if (values.LANBI_STORE === 'influx')
    for (const name of INFLUX)
      if (values[name] === undefined) faults.push(`${name}: required, since LANBI_STORE is influx`);
  return [...faults, ...mqttFaults(values), ...roleFaults(values)];
}

/** Secrets that may stand in a file, named by `{variable}_FILE`. */
const SECRETS = ['LANBI_MQTT_PASSWORD', 'INFLUX_TOKEN', 'LANBI_API_KEY'] as const;

/** The environment with the secrets read from files, and the faults of these. */
function withSecrets(env: Environment): { readonly env: Environment; readonly faults: readonly string[] } {
  const secrets: Record<string, string> = {};
  const faults: string[] = [];
  for (const name of SECRETS) {
    const path = env[`${name}_FILE`];
    if (path === undefined) continue;
    if (env[name] !== undefined) faults.push(`${name} and ${name}_FILE: one or the other`);
    try {
      secrets[name] = readFileSync(path, 'utf8').replace(/\r?\n$/, '');
    } catch {
      faults.push(`${name}_FILE: the file ${path} cannot be read`);
    }
  }
  return { env: { ...env, ...secrets }, faults };
}

/** Variables whose values are secrets: a fault does not show them. */
const SECRET = /KEY|PASSWORD|SECRET|TOKEN|WEBHOOK/;

/** Parses each variable by itself; unset or faulty ones get their default. Answers the faults by variable. */
function readVariables(env: Environment): {
  readonly values: Values;
  readonly faults: Map<string, string[]>;
} {
  const values: Record<string, unknown> = {};
  const faults = new Map<string, string[]>();
  for (const [name, schema] of Object.entries(VARIABLES.shape)) {
    const written = env[name];
    const parsed = schema.safeParse(written);
    values[name] = parsed.success ? parsed.data : schema.safeParse(undefined).data;
    if (parsed.success) continue;
    const issues = parsed.error.issues.map((issue) =>
      settingFault(issue, schema, written, SECRET.test(name)),
    );
    faults.set(
      name,
      issues.map((message) => `${name}: ${message}`),
    );
  }
  return { values: values as Values, faults };
}

/** The fault of a value; it shows the value unless it is secret. */
function settingFault(
  issue: z.core.$ZodIssue,
  schema: z.ZodType,
  written: string | undefined,
  secret: boolean,
): string {
  if (secret) return issue.message;
  const [fault] = schemaFaults([{ ...issue, path: [] } as SchemaIssue], schema, written);
  const says = issue.code === 'custom' ? issue.message : (fault?.message ?? issue.message);
  return written === undefined || says.includes(written) ? says : `${says}, not ${boundedJson(written)}`;
}

/**
 * The configuration from environment variables. An empty variable counts as unset.
 * @throws LanbiError configuration-invalid with all faults, a line each.
 */
export function readConfig(env: Environment): Config {
  const set = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const secrets = withSecrets(set);
  const { values, faults: own } = readVariables(secrets.env);
  // A variable with a fault of its own has no further ones.
  const isKnown = (fault: string): boolean => ![...own.keys()].some((name) => fault.includes(name));
  const faults = [
    ...[...own.values()].flat(),
    ...crossFaults(set, values).filter(isKnown),
    ...secrets.faults,
  ];
  if (faults.length > 0) throw configurationInvalid(faults);
  const { LANBI_REGISTRY, LANBI_MQTT_URL, LANBI_MQTT_USERS, LANBI_MQTT_CERT } = values;
  const elsewhere = LANBI_REGISTRY ?? LANBI_MQTT_URL ?? LANBI_MQTT_USERS ?? LANBI_MQTT_CERT;
  return {
    ...rolesOf(values),
    http: { host: values.LANBI_HTTP_HOST, port: values.LANBI_HTTP_PORT },
    mqtt: mqttOf(values),
    ...(values.LANBI_STORE === 'influx' && { influx: influxOf(values) }),
    dataDir: values.LANBI_DATA_DIR,
    spool: {
      dir: values.LANBI_SPOOL_DIR ?? values.LANBI_DATA_DIR,
      maxBytes: values.LANBI_SPOOL_MAX_BYTES,
    },
    deadLetters: {
      count: values.LANBI_DEAD_LETTER_MAX,
      bytes: values.LANBI_DEAD_LETTER_BYTES,
      days: values.LANBI_DEAD_LETTER_DAYS,
    },
    stopMs: values.LANBI_STOP_SECONDS * 1000,
    ...(values.LANBI_REGISTRY ? { registry: values.LANBI_REGISTRY } : {}),
    alerts: {
      ...(values.LANBI_ALERT_RULES ? { rules: values.LANBI_ALERT_RULES } : {}),
      webhooks: values.LANBI_WEBHOOK_URLS,
      ...(values.LANBI_WEBHOOK_SECRET ? { webhookSecret: values.LANBI_WEBHOOK_SECRET } : {}),
      webhookPrivate: values.LANBI_WEBHOOK_PRIVATE,
      ...(values.LANBI_ALERTMANAGER_URL ? { alertmanager: values.LANBI_ALERTMANAGER_URL } : {}),
    },
    demo: values.LANBI_DEMO ?? elsewhere === undefined,
    apiKeys: values.LANBI_API_KEYS,
    ...(values.LANBI_API_KEY && { apiKey: values.LANBI_API_KEY }),
    access: accessOf(values),
    staleness: {
      grace: values.LANBI_LATE_SECONDS * 1000,
      silentAtLeast: values.LANBI_SILENT_SECONDS * 1000,
      silentPeriods: values.LANBI_SILENT_PERIODS,
    },
    quality: values.LANBI_QUALITY,
    waterMinimum: {
      ...(values.LANBI_WATER_DAY_MINIMUM && { day: values.LANBI_WATER_DAY_MINIMUM }),
      ...(values.LANBI_WATER_MONTH_MINIMUM && { month: values.LANBI_WATER_MONTH_MINIMUM }),
    },
    metricsStations: values.LANBI_METRICS_STATIONS,
    periodCoverage: values.LANBI_PERIOD_COVERAGE,
    provisionalHours: values.LANBI_PROVISIONAL_HOURS,
    logLevel: values.LANBI_LOG_LEVEL,
  };
}

function underWayOf({ LANBI_API_STREAMS: streams, LANBI_API_DOWNLOADS: downloads }: Values) {
  if (streams === undefined && downloads === undefined) return {};
  return {
    underWay: { ...(streams !== undefined && { streams }), ...(downloads !== undefined && { downloads }) },
  };
}

const accessOf = (values: Values): Config['access'] => ({
  ...(values.LANBI_HTTP_PROXIES.length > 0 && { proxies: values.LANBI_HTTP_PROXIES }),
  ...(values.LANBI_API_KEY_HASHES !== undefined && { keyFile: values.LANBI_API_KEY_HASHES }),
  rate: values.LANBI_API_RATE,
  ...underWayOf(values),
  origins: values.LANBI_API_ORIGINS,
});

/** Called after all faults were found: nothing is missing. */
const influxOf = ({
  INFLUX_URL: url = '',
  INFLUX_TOKEN: token = '',
  INFLUX_ORG: org = '',
  INFLUX_BUCKET: bucket = '',
}: Values): InfluxConfig => ({ url, token, org, bucket });

const configurationInvalid = (faults: readonly string[]): LanbiError =>
  new LanbiError('configuration-invalid', `the configuration has faults:\n  ${faults.join('\n  ')}`);

/** An environment variable by name, such as for a password that must not stand in a command. */
export const environmentVariable = (name: string): string | undefined => process.env[name];

/** The configuration of this process: the one place that reads `process.env`. */
export const processConfig = (): Config => readConfig(process.env);

const INFLUX_VARIABLES = [...INFLUX, 'INFLUX_TOKEN_FILE'] as const;

/**
 * The InfluxDB that an environment names, for a command that sets it up: no other variable has to be set or right.
 * @throws LanbiError configuration-invalid with all faults, a line each.
 */
export function readInflux(env: Environment): InfluxConfig {
  const named = Object.fromEntries(INFLUX_VARIABLES.map((name) => [name, env[name]]));
  try {
    const { influx } = readConfig({ ...named, LANBI_STORE: 'influx' });
    if (influx) return influx;
    throw new Error('an InfluxDB is named by four variables');
  } catch (error) {
    if (!(error instanceof LanbiError)) throw error;
    throw new LanbiError(error.code, error.message.replaceAll(', since LANBI_STORE is influx', ''));
  }
}

/** The InfluxDB that the environment of this process names. */
export const processInflux = (): InfluxConfig => readInflux(process.env);

/** Threads of the pool in which files are synced, answers compressed and passwords hashed. */
const THREADS = '16';

/**
 * Makes the thread pool wide enough that the sync of a commit does not wait behind answers that are compressed; libuv has
 * four threads by default. To be called before anything uses the pool. A size that the environment gives stays.
 */
export function widenThreadPool(env: NodeJS.ProcessEnv = process.env): void {
  env['UV_THREADPOOL_SIZE'] ??= THREADS;
}

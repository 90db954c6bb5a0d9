import type { Config } from './config.ts';

/** Removes secrets from a text. */
export type Redact = (text: string) => string;

export const MASK = '***';

/** Shorter secrets would also match words that are not secret. */
const SHORTEST = 4;

/** User and password of a URL. Bounded, so that a long text costs one pass. */
const USERINFO = /:\/\/[^\s/@"'<>\\]{1,512}@/g;

/** The password of an HJ 212 frame; it ends before what ends a field there or a JSON text. */
const FRAME_PASSWORD = /(pw=)[^;&"\\\s]{1,512}/gi;

/** Removes users and passwords of URLs, and passwords of HJ 212 frames. */
export const redactText: Redact = (text) =>
  text.replace(USERINFO, `://${MASK}@`).replace(FRAME_PASSWORD, `$1${MASK}`);

/** A secret as it may stand in a text: as it is, within JSON, within a URL. */
const formsOf = (secret: string): readonly string[] => [
  secret,
  JSON.stringify(secret).slice(1, -1),
  encodeURIComponent(secret),
];

/** @param secrets texts to remove; those shorter than four characters are not removed */
export function createRedact(secrets: readonly string[]): Redact {
  const forms = new Set(secrets.filter(({ length }) => length >= SHORTEST).flatMap(formsOf));
  // The longest first: one may be a part of another.
  const sorted = [...forms].sort((a, b) => b.length - a.length);
  return (text) => sorted.reduce((rest, secret) => rest.replaceAll(secret, MASK), redactText(text));
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** The parts of a URL that may be secret: its password, and path and query where asked for. */
function secretsOfUrl(text: string | undefined, whole: boolean): readonly string[] {
  if (text === undefined || !URL.canParse(text)) return [];
  const { username, password, pathname, search, searchParams } = new URL(text);
  const user = [username, decoded(username), password, decoded(password)];
  if (!whole) return password ? user.slice(2) : [];
  const query = [search, search.slice(1), ...searchParams.values()];
  return [...user, `${pathname}${search}`, pathname, pathname.split('/').at(-1) ?? '', ...query];
}

/** All secrets of a configuration. The path of a webhook is one: whoever has it can post there. */
export function secretsOf({ mqtt, influx, alerts, apiKeys, apiKey }: Config): readonly string[] {
  const urls = [mqtt.url, influx?.url, alerts.alertmanager];
  return [
    mqtt.password,
    influx?.token,
    alerts.webhookSecret,
    apiKey,
    ...apiKeys,
    ...urls.flatMap((url) => secretsOfUrl(url, false)),
    ...alerts.webhooks.flatMap((url) => secretsOfUrl(url, true)),
  ].filter((secret) => secret !== undefined);
}

/** Redacts for logs, which may show paths of files. */
export const redactFor = (config: Config): Redact => createRedact(secretsOf(config));

/** Redacts for answers of the API, which show no paths of files. */
export const redactForAnswers = (config: Config): Redact =>
  createRedact([...secretsOf(config), config.dataDir, config.spool.dir]);

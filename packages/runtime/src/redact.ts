import type { Config } from './config.ts';

/** Takes what is secret out of a text. */
export type Redact = (text: string) => string;

export const MASK = '***';

/** Shorter ones would be found in words that are no secret. */
const SHORTEST = 4;

/** User and password of a URL. Bounded, so that a long text costs one pass. */
const USERINFO = /:\/\/[^\s/@"'<>\\]{1,512}@/g;

/** The password of an HJ 212 frame; it ends before what ends a field there or a JSON text. */
const FRAME_PASSWORD = /(pw=)[^;&"\\\s]{1,512}/gi;

/** Takes out what is secret wherever it stands: users of URLs and passwords of frames. */
export const redactText: Redact = (text) =>
  text.replace(USERINFO, `://${MASK}@`).replace(FRAME_PASSWORD, `$1${MASK}`);

/** A secret as it may stand in a text: as it is, within JSON, within a URL. */
const formsOf = (secret: string): readonly string[] => [
  secret,
  JSON.stringify(secret).slice(1, -1),
  encodeURIComponent(secret),
];

/** @param secrets texts that are taken out wherever they stand; those under four characters are not looked for */
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

/** What of a URL may be secret: the password in it, and the path and the query where they say so. */
function secretsOfUrl(text: string | undefined, whole: boolean): readonly string[] {
  if (text === undefined || !URL.canParse(text)) return [];
  const { username, password, pathname, search, searchParams } = new URL(text);
  const user = [username, decoded(username), password, decoded(password)];
  if (!whole) return password ? user.slice(2) : [];
  const query = [search, search.slice(1), ...searchParams.values()];
  return [...user, `${pathname}${search}`, pathname, pathname.split('/').at(-1) ?? '', ...query];
}

/** Every secret that a configuration holds. The path of a webhook is one: whoever knows it may post there. */
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

/** For a log: its reader may know where files are. */
export const redactFor = (config: Config): Redact => createRedact(secretsOf(config));

/** For an answer that anybody may read: where files are is nobody's concern there. */
export const redactForAnswers = (config: Config): Redact =>
  createRedact([...secretsOf(config), config.dataDir, config.spool.dir]);

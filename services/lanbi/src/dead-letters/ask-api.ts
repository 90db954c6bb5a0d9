import type { Config } from '@lanbi/runtime';
import type { ApiRequest } from './command.ts';

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** With the key of `LANBI_API_KEY`, else the first in plain text: of a hashed one the key cannot be known. */
export function headersOf(
  { apiKey, apiKeys: [first] }: Pick<Config, 'apiKey' | 'apiKeys'>,
  { body }: ApiRequest,
): Record<string, string> {
  const key = apiKey ?? first;
  return {
    ...(key !== undefined && { authorization: `Bearer ${key}` }),
    ...(body && { 'content-type': 'application/json' }),
  };
}

/** An address that listens everywhere is asked on this machine. */
const askable = (host: string): string => {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
};

const refused = (error: unknown): boolean =>
  ((error as { cause?: { code?: unknown } }).cause?.code ?? undefined) === 'ECONNREFUSED';

/** Asks the API that runs; undefined when nothing listens there. */
export async function askApi(config: Config, question: ApiRequest): Promise<Answer | undefined> {
  const { method, path, body } = question;
  try {
    const answer = await fetch(`http://${askable(config.http.host)}:${config.http.port}${path}`, {
      method,
      headers: headersOf(config, question),
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: await answer.json() };
  } catch (error) {
    if (refused(error)) return undefined;
    throw error;
  }
}

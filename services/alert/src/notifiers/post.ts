import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { checkHost, publicLookup } from './address.ts';

/** How long a receiver may take. */
const TIMEOUT_MS = 10_000;

export interface Posting {
  readonly url: URL;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether loopback and private addresses may be reached. */
  readonly allowPrivate: boolean;
}

/**
 * One POST of JSON; resolves when the receiver answered 2xx. Redirects are not followed: they could lead anywhere.
 * Each has a connection of its own: one that is kept alive would skip the check of the address, which is made when it
 * is opened, and by its name only.
 * @throws Error that says what came instead
 */
export async function post({ url, body, headers = {}, allowPrivate }: Posting): Promise<void> {
  if (!allowPrivate) checkHost(url);
  const send = url.protocol === 'https:' ? overHttps : overHttp;
  await new Promise<void>((resolve, reject) => {
    const call = send(
      url,
      {
        method: 'POST',
        agent: false,
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          ...headers,
        },
        signal: AbortSignal.timeout(TIMEOUT_MS),
        ...(allowPrivate ? {} : { lookup: publicLookup }),
      },
      (answer) => {
        answer.resume();
        answer.once('end', () => {
          const status = answer.statusCode ?? 0;
          if (status >= 200 && status < 300) resolve();
          else reject(new Error(`${url.host} answered ${status}`));
        });
        answer.once('error', reject);
      },
    );
    call.once('error', reject);
    call.end(body);
  });
}

import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createCache } from '@lanbi/flow';
import type { Ask, Reply, UpstreamRequest } from './upstream.ts';

/** An answer is given again for so long: open pages ask for the same at the same change. */
const KEPT_MS = 1_000;
/** A longer answer is handed on as it comes. */
const LARGEST = 512 * 1024;
const MOST_KEPT = 50;

/** An answer in memory, or as it comes. */
interface Answer extends Omit<Reply, 'body'> {
  readonly body: Buffer | Readable;
}

/** Only the same read with the same key and headers is the same. */
const nameOf = ({ method, path, headers }: UpstreamRequest): string =>
  JSON.stringify([method, path, headers]);

/** Whether an answer is worth keeping, such as the latest figures of all stations. */
const isSmall = ({ status, headers }: Reply): boolean =>
  (status === 304 || (status === 200 && /^application\/json/.test(headers['content-type'] ?? ''))) &&
  Number(headers['content-length'] ?? 0) <= LARGEST;

/** Reads that are shared, until something is written. */
export interface SharedReads {
  readonly ask: Ask;
  /** From now on every read is asked for anew. */
  forget(): void;
}

/** Asks once where several ask for the same within a second. */
export function shareReads(ask: () => Ask): SharedReads {
  const kept = createCache<Promise<Answer>>({ entries: MOST_KEPT });

  async function fresh(question: UpstreamRequest): Promise<Answer> {
    const reply = await ask()(question);
    return isSmall(reply) ? { ...reply, body: await buffer(reply.body) } : reply;
  }

  function remember(name: string, question: UpstreamRequest): Promise<Answer> {
    const answer = fresh(question);
    const forget = (): void => {
      if (kept.peek(name) === answer) kept.delete(name);
    };
    kept.set(name, answer);
    setTimeout(forget, KEPT_MS).unref();
    answer.catch(forget);
    return answer;
  }

  const shared: Ask = async (question) => {
    const name = nameOf(question);
    const found = kept.get(name);
    const { body, ...rest } = await (found ?? remember(name, question));
    if (Buffer.isBuffer(body)) return { ...rest, body: Readable.from([body]) };
    // What comes as a stream has one reader: whoever else waited for it asks by itself.
    return found ? ask()(question) : { ...rest, body };
  };
  return { ask: shared, forget: () => kept.clear() };
}

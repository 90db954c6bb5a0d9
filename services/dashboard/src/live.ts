import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { EVENT_STREAM_HEADERS, EVENT_STREAM_HEARTBEAT_MS, type Logger, RETRY_FIELD } from '@lanbi/runtime';
import { changeEvents } from './changes.ts';
import type { Ask } from './upstream.ts';

/** Milliseconds of changes that one event reports. */
const GATHER_MS = 1_000;
/** Pauses before the stream of the API is opened again. */
const PAUSES_MS = [500, 1_000, 2_000, 5_000, 10_000] as const;
/** Open pages; one more is answered 503. */
const MOST_PAGES = 1_000;

/**
 * Reports to every open page which kinds of data changed. All pages together cost the API one stream, which is open
 * while there are pages; a page that does not read is closed and comes again.
 */
export interface Live {
  readonly pages: number;
  /** Streams of the API that are open: 0 or 1. */
  readonly streams: number;
  /** False where there are too many pages. `key`: for the API, where this process has none of its own. */
  follow(response: ServerResponse, key: string | undefined): boolean;
  close(): void;
}

interface LiveDeps {
  readonly ask: () => Ask;
  readonly key: string | undefined;
  readonly log: Logger;
  /** An annotation was entered or withdrawn, or a bulletin published: what was read before is of no use. */
  readonly onEntered?: () => void;
}

export class LiveChanges implements Live {
  readonly #deps: LiveDeps;
  readonly #pages = new Set<ServerResponse>();
  readonly #kinds = new Set<string>();
  #lastId: string | undefined;
  #stop: AbortController | undefined;
  #flush: NodeJS.Timeout | undefined;
  #open = false;

  constructor(deps: LiveDeps) {
    this.#deps = deps;
  }

  get pages(): number {
    return this.#pages.size;
  }

  get streams(): number {
    return this.#open ? 1 : 0;
  }

  follow(response: ServerResponse, key: string | undefined): boolean {
    if (this.#pages.size >= MOST_PAGES) return false;
    response.writeHead(200, EVENT_STREAM_HEADERS);
    response.write(`${RETRY_FIELD}event: ${this.#open ? 'live' : 'away'}\ndata: {}\n\n`);
    const beat = setInterval(() => this.#write(response, ': still here\n\n'), EVENT_STREAM_HEARTBEAT_MS);
    this.#pages.add(response);
    response.once('close', () => {
      clearInterval(beat);
      this.#pages.delete(response);
      if (this.#pages.size === 0) this.#rest();
    });
    if (this.#stop === undefined) this.#begin(this.#deps.key ?? key);
    return true;
  }

  close(): void {
    for (const page of this.#pages) page.end();
    this.#rest();
  }

  #begin(key: string | undefined): void {
    const stop = new AbortController();
    this.#stop = stop;
    this.#run(key, stop.signal).catch((error: unknown) => {
      if (!stop.signal.aborted) this.#deps.log.error({ err: error }, 'the stream of changes ended');
    });
  }

  #rest(): void {
    this.#stop?.abort();
    this.#stop = undefined;
    this.#lastId = undefined;
    clearTimeout(this.#flush);
    this.#flush = undefined;
    this.#kinds.clear();
  }

  /** Opens the stream, and again when it breaks, until there are no pages. */
  async #run(key: string | undefined, signal: AbortSignal): Promise<void> {
    for (let tries = 0; !signal.aborted; tries++) {
      try {
        await this.#read(key, signal, () => {
          tries = 0;
        });
      } catch (error) {
        if (!signal.aborted) this.#deps.log.warn({ err: error }, 'the stream of the API broke');
      }
      this.#setOpen(false);
      const pause = PAUSES_MS[Math.min(tries, PAUSES_MS.length - 1)];
      await delay(pause, undefined, { signal });
    }
  }

  async #read(key: string | undefined, signal: AbortSignal, onOpen: () => void): Promise<void> {
    const headers = {
      accept: 'text/event-stream',
      ...(key !== undefined && { authorization: `Bearer ${key}` }),
      ...(this.#lastId !== undefined && { 'last-event-id': this.#lastId }),
    };
    const { status, body } = await this.#deps.ask()({
      method: 'GET',
      path: '/v1/stream',
      headers,
      from: '127.0.0.1',
    });
    const end = (): void => void body.destroy();
    signal.addEventListener('abort', end, { once: true });
    try {
      if (status !== 200) throw new Error(`the API answered ${status} to /v1/stream`);
      onOpen();
      this.#setOpen(true);
      for await (const change of changeEvents(body)) this.#gather(change.id, change.kind);
    } finally {
      signal.removeEventListener('abort', end);
      body.destroy();
    }
  }

  #setOpen(open: boolean): void {
    if (open === this.#open) return;
    this.#open = open;
    this.#send(open ? 'live' : 'away', {});
  }

  #gather(id: string | undefined, kind: string): void {
    if (id !== undefined) this.#lastId = id;
    this.#kinds.add(kind);
    if (kind === 'annotation' || kind === 'bulletin') this.#deps.onEntered?.();
    this.#flush ??= setTimeout(() => {
      this.#flush = undefined;
      this.#send('changed', { kinds: [...this.#kinds].sort() });
      this.#kinds.clear();
    }, GATHER_MS);
  }

  #send(event: string, data: object): void {
    for (const page of this.#pages) this.#write(page, `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  #write(page: ServerResponse, text: string): void {
    // A page that was closed is in the set until its connection is gone.
    if (page.writableEnded) return;
    if (page.writableNeedDrain) page.destroy();
    else page.write(text);
  }
}

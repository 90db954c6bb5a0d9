import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { SECOND } from '@lanbi/standards';
import type { AlertApiDeps } from '../deps.ts';
import { collapse, entryAt } from './collapse.ts';
import { type Entry, entriesOf, moveTo, type Topic } from './entries.ts';
import { type Place, placeText } from './place.ts';

/** Entries of each log in one go. */
const ROUND = 200;
/** A client that lets a full buffer stand for so long, with more to come, is slow. */
const SLOW_MS = 5 * SECOND;

type Deps = Pick<AlertApiDeps, 'alerts' | 'store' | 'clock'>;

/**
 * One client: it is read on to out of the logs, from where it is, and nothing is queued for it. One that is slow gets the
 * latest entry of each key only, and is told so with what it takes to get the rest.
 */
export class StreamClient {
  readonly #response: ServerResponse;
  readonly #topics: readonly Topic[];
  readonly #place: Place;
  readonly #deps: Deps;
  readonly #onSlow: () => void;
  #slow = false;

  constructor(
    response: ServerResponse,
    { topics, place, onSlow }: { topics: readonly Topic[]; place: Place; onSlow: () => void },
    deps: Deps,
  ) {
    this.#response = response;
    this.#topics = topics;
    this.#place = place;
    this.#deps = deps;
    this.#onSlow = onSlow;
  }

  /** Sends what is next of each log; false when there was nothing. */
  async pump(): Promise<boolean> {
    let count = 0;
    for (const topic of this.#topics) {
      const entries = await entriesOf(topic, this.#deps, this.#place, ROUND);
      count += entries.length;
      for (const entry of entries) {
        await this.#sendEntry(entry);
        if (this.#slow) break;
      }
    }
    if (this.#slow) await this.#catchUp();
    return count > 0;
  }

  /** Tells what is left out, then the latest of each key, in order, so that a client may break off at any of them. */
  async #catchUp(): Promise<void> {
    this.#slow = false;
    const lastEventId = placeText(this.#place);
    const logs = await Promise.all(
      this.#topics.map(async (topic) => ({ topic, ...(await collapse(topic, this.#deps, this.#place)) })),
    );
    const skipped = Object.fromEntries(logs.map((log) => [log.topic, log.skipped]));
    if (logs.every((log) => log.skipped === 0)) return;
    this.#onSlow();
    await this.#send('slow', { skipped, lastEventId, alertsSince: String(this.#place.alert) });
    for (const { topic, latest } of logs)
      for (const position of latest) {
        const entry = await entryAt(topic, this.#deps, position);
        if (entry) await this.#sendEntry(entry);
        if (this.#response.destroyed) return;
      }
  }

  async #sendEntry(entry: Entry): Promise<void> {
    moveTo(this.#place, entry);
    await this.#send(entry.name, entry.data());
  }

  async #send(name: string, data: object): Promise<void> {
    const text = `event: ${name}\nid: ${placeText(this.#place)}\ndata: ${JSON.stringify(data)}\n\n`;
    if (this.#response.write(text) || this.#response.destroyed) return;
    const before = this.#deps.clock.now();
    const over = new AbortController();
    const { signal } = over;
    const events = ['drain', 'close'].map((each) => once(this.#response, each, { signal }));
    for (const each of events) each.catch(() => {});
    await Promise.race(events);
    over.abort();
    if (this.#deps.clock.now() - before >= SLOW_MS) this.#slow = true;
  }
}

import type { LogPosition, ResultKind, ResultStore, StoredResult } from '@lanbi/model';
import { HOUR, instant } from '@lanbi/standards';

/** What the latest answers are made of, with how many of the newest results of a subject are kept. */
const KEPT = {
  'aqi.hour': 5,
  // A region may wait a few hours for its points; then the hour before is its latest.
  'region.aqi.hour': 5,
  'class.sample': 2,
} as const satisfies Readonly<Partial<Record<ResultKind, number>>>;
export type LatestKind = keyof typeof KEPT;

/** Changes that are read at a time. */
const BATCH = 1_000;
/** Further behind than this, reading what changed costs more than loading again what is asked for. */
const FAR_BEHIND = 5_000;

type Source = Pick<ResultStore, 'latestResult' | 'results' | 'changedResults' | 'resultHead' | 'onResults'>;

/** The newest results of each subject in memory, so that what is polled does not reach the store. */
export interface LatestResults {
  /** Follows the log of results from its end on. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /**
   * The newest results of a subject, ascending by `to`; undefined where they are not loaded yet. It never asks the
   * store.
   */
  held(kind: LatestKind, subject: string): readonly StoredResult[] | undefined;
  /** As `held`; loads them from the store where they are not there. */
  load(kind: LatestKind, subject: string): Promise<readonly StoredResult[]>;
}

const keyOf = (kind: string, subject: string): string => `${kind} ${subject}`;
const isLatestKind = (kind: ResultKind): kind is LatestKind => Object.hasOwn(KEPT, kind);

/** A result in place of an earlier state of itself, or beside the others; the newest of them are kept. */
function withResult(
  all: readonly StoredResult[],
  result: StoredResult,
  kept: number,
): readonly StoredResult[] {
  const same = all.find(({ to }) => to === result.to);
  if (same && same.position >= result.position) return all;
  const others = all.filter((other) => other !== same);
  return [...others, result].sort((a, b) => a.to - b.to).slice(-kept);
}

/** The results of the same subject that end in the hours before one. */
const rangeBefore = ({ kind, subject, to }: StoredResult, limit: number) => ({
  kind,
  subject,
  after: instant(to - limit * HOUR),
  to,
  limit,
});

interface Loading {
  readonly found: Promise<readonly StoredResult[]>;
  /** What changed while the store was asked. */
  readonly changes: StoredResult[];
}

class Latest implements LatestResults {
  readonly #store: Source;
  readonly #held = new Map<string, readonly StoredResult[]>();
  readonly #loading = new Map<string, Loading>();
  #offset: LogPosition | undefined;
  #following: Promise<void> | undefined;
  #again = false;
  #unlisten: () => void = () => {};

  constructor(store: Source) {
    this.#store = store;
  }

  async start(): Promise<void> {
    this.#unlisten = this.#store.onResults(() => this.#wake());
    this.#offset = await this.#store.resultHead();
  }

  async stop(): Promise<void> {
    this.#unlisten();
    await this.#following;
  }

  held(kind: LatestKind, subject: string): readonly StoredResult[] | undefined {
    return this.#held.get(keyOf(kind, subject));
  }

  load(kind: LatestKind, subject: string): Promise<readonly StoredResult[]> {
    const key = keyOf(kind, subject);
    const held = this.#held.get(key);
    if (held) return Promise.resolve(held);
    const under = this.#loading.get(key);
    if (under) return under.found;
    const changes: StoredResult[] = [];
    const found = this.#read(kind, subject, changes).finally(() => this.#loading.delete(key));
    this.#loading.set(key, { found, changes });
    return found;
  }

  async #read(
    kind: LatestKind,
    subject: string,
    changes: readonly StoredResult[],
  ): Promise<readonly StoredResult[]> {
    const kept = KEPT[kind];
    const newest = await this.#store.latestResult(kind, subject);
    const before = newest ? await this.#store.results(rangeBefore(newest, kept)) : [];
    const all = [...before, ...(newest ? [newest] : []), ...changes];
    const found = all.reduce(
      (merged: readonly StoredResult[], result) => withResult(merged, result, kept),
      [],
    );
    this.#held.set(keyOf(kind, subject), found);
    return found;
  }

  #wake(): void {
    this.#again = true;
    this.#following ??= this.#follow().finally(() => {
      this.#following = undefined;
    });
  }

  async #follow(): Promise<void> {
    while (this.#again) {
      this.#again = false;
      try {
        await this.#catchUp();
      } catch {
        // What could not be followed is loaded again when it is asked for.
        this.#restart();
      }
    }
  }

  async #catchUp(): Promise<void> {
    const head = await this.#store.resultHead();
    if (this.#offset === undefined || head - this.#offset > FAR_BEHIND) this.#restart(head);
    for (let at = this.#offset; at !== undefined && at < head; at = this.#offset) {
      const changed = await this.#store.changedResults(at, BATCH);
      for (const result of changed) this.#merge(result);
      this.#offset = changed.at(-1)?.position ?? head;
    }
  }

  #merge(result: StoredResult): void {
    if (!isLatestKind(result.kind)) return;
    const key = keyOf(result.kind, result.subject);
    this.#loading.get(key)?.changes.push(result);
    const held = this.#held.get(key);
    if (held) this.#held.set(key, withResult(held, result, KEPT[result.kind]));
  }

  /** Forgets what is held, and follows from `head` on. */
  #restart(head?: LogPosition): void {
    this.#held.clear();
    this.#offset = head;
  }
}

/** Latest results over a store; `start` before use. */
export const createLatestResults = (store: Source): LatestResults => new Latest(store);

import { createCache } from '@lanbi/flow';
import { createFailures } from './failures.ts';

/** A log-in whose password is to be checked. */
export interface Attempt {
  readonly address: string;
  readonly name: string;
  readonly check: () => Promise<boolean>;
  /** Aborted when the client has disconnected. */
  readonly signal: AbortSignal;
}

export type Verdict = 'right' | 'wrong' | 'busy';

export interface PasswordCheckOptions {
  readonly concurrent: number;
  /** Attempts that may wait; beyond it the oldest of the address with the most of them is refused as `busy`. */
  readonly maxWaiting: number;
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
}

/** The longest pauses between two checks, and the longest time by which a refusal is delayed. */
const PAUSE_MS = { address: 250, pair: 1_000, name: 1_000, refusal: 5_000 } as const;
/** An attempt that has waited for so long is refused as `busy`. */
const MAX_WAIT_MS = 20_000;
/** Remembered pairs of address and name of successful log-ins. */
const KNOWN = 10_000;

type Pair = Pick<Attempt, 'address' | 'name'>;

interface Waiting extends Attempt {
  readonly since: number;
  readonly answer: (verdict: Verdict) => void;
}

const keyOf = ({ address, name }: Pair): string => JSON.stringify([address, name]);

/**
 * Checks few passwords at a time, with growing pauses after failures. The order: names that logged in from the same
 * address before; then the address with the fewest failures; within an address the newest attempt. A flood therefore waits
 * behind everyone else. The pause of a name does not apply to an address without failures, so that a flood from elsewhere
 * locks no station out.
 */
export class PasswordChecks {
  readonly #concurrent: number;
  readonly #maxWaiting: number;
  readonly #now: () => number;
  readonly #failures;
  readonly #known = createCache<true>({ entries: KNOWN });
  readonly #queue = new Set<Waiting>();
  #running = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor({ concurrent, maxWaiting, now }: PasswordCheckOptions) {
    this.#concurrent = concurrent;
    this.#maxWaiting = maxWaiting;
    this.#now = now;
    this.#failures = {
      address: createFailures(PAUSE_MS.address, now),
      pair: createFailures(PAUSE_MS.pair, now),
      name: createFailures(PAUSE_MS.name, now),
      refusal: createFailures(PAUSE_MS.refusal, now),
    };
  }

  /** Attempts that wait. */
  get waiting(): number {
    return this.#queue.size;
  }

  check(attempt: Attempt): Promise<Verdict> {
    return new Promise((answer) => {
      const waiting = { ...attempt, since: this.#now(), answer };
      this.#queue.add(waiting);
      attempt.signal.addEventListener('abort', () => this.#refuse(waiting), { once: true });
      if (this.#queue.size > this.#maxWaiting) this.#refuse(this.#mostCrowded() ?? waiting);
      this.#next();
    });
  }

  /** Remembers a successful log-in. Call it also for one that needed no check. */
  succeeded(pair: Pair): void {
    const key = keyOf(pair);
    this.#failures.pair.forget(key);
    this.#known.set(key, true);
  }

  /** Whether an attempt would have to wait for a pause. */
  isPaused(pair: Pair): boolean {
    return !this.#isKnown(pair) && this.#notBefore(pair) > this.#now();
  }

  /** Milliseconds by which a refusal for this address is delayed. */
  refusalDelay(address: string): number {
    return Math.max(0, this.#failures.refusal.notBefore(address) - this.#now());
  }

  #failed({ address, name }: Pair): void {
    this.#failures.address.add(address);
    this.#failures.refusal.add(address);
    this.#failures.pair.add(keyOf({ address, name }));
    this.#failures.name.add(name);
  }

  #isKnown(pair: Pair): boolean {
    return this.#known.has(keyOf(pair));
  }

  #notBefore(pair: Pair): number {
    const { address, name } = pair;
    const { address: ofAddress, pair: ofPair, name: ofName } = this.#failures;
    if (ofAddress.count(address) === 0) return 0;
    const own = Math.max(ofAddress.notBefore(address), ofPair.notBefore(keyOf(pair)));
    return this.#isKnown(pair) ? own : Math.max(own, ofName.notBefore(name));
  }

  #rankOf(attempt: Waiting): number {
    return this.#isKnown(attempt) ? -1 : this.#failures.address.count(attempt.address);
  }

  /** The attempt that is checked next. Refuses those that waited too long. */
  #choose(): Waiting | undefined {
    let best: Waiting | undefined;
    const at = this.#now();
    for (const one of this.#queue) {
      if (at - one.since > MAX_WAIT_MS) this.#refuse(one);
      else if (this.#notBefore(one) <= at && (!best || this.#rankOf(one) <= this.#rankOf(best))) best = one;
    }
    return best;
  }

  #refuse(attempt: Waiting): void {
    if (this.#queue.delete(attempt)) attempt.answer('busy');
  }

  /** The oldest attempt of the address with the most of them. */
  #mostCrowded(): Waiting | undefined {
    const counts = new Map<string, number>();
    for (const { address } of this.#queue) counts.set(address, (counts.get(address) ?? 0) + 1);
    const most = Math.max(...counts.values());
    for (const one of this.#queue) if (counts.get(one.address) === most) return one;
    return undefined;
  }

  async #run(attempt: Waiting): Promise<void> {
    this.#queue.delete(attempt);
    this.#running += 1;
    const right = await attempt.check().catch(() => undefined);
    this.#running -= 1;
    if (right === true) this.succeeded(attempt);
    if (right === false) this.#failed(attempt);
    attempt.answer(right === undefined ? 'busy' : right ? 'right' : 'wrong');
    this.#next();
  }

  #next(): void {
    while (this.#running < this.#concurrent && this.#queue.size > 0) {
      const one = this.#choose();
      if (!one) break;
      void this.#run(one);
    }
    if (this.#queue.size === 0 || this.#running >= this.#concurrent) return;
    const soonest = Math.min(...[...this.#queue].map((one) => this.#notBefore(one))) - this.#now();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#next(), Math.min(Math.max(soonest, 1), PAUSE_MS.pair));
  }
}

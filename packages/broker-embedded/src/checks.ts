import { createFailures } from './failures.ts';

/** Who wants to know whether a password is right. */
export interface Attempt {
  readonly address: string;
  readonly name: string;
  readonly check: () => Promise<boolean>;
  /** Aborted when the client is gone. */
  readonly signal: AbortSignal;
}

export type Verdict = 'right' | 'wrong' | 'busy';

export interface Checks {
  ask(attempt: Attempt): Promise<Verdict>;
  /** A log-in that needed no check has succeeded. */
  succeeded(address: string, name: string): void;
  /** Whether an attempt would have to wait for a pause. */
  paused(address: string, name: string): boolean;
  /** Milliseconds for which the refusal of an address is held back. */
  hold(address: string): number;
  /** Attempts that wait. */
  waiting(): number;
}

export interface ChecksOptions {
  readonly concurrent: number;
  /** Attempts that may wait; beyond it the oldest of the address with the most of them is turned away. */
  readonly maxWaiting: number;
  readonly now: () => number;
}

/** The longest pauses between two checks, and the longest time for which a refusal is held back. */
const PAUSE_MS = { address: 250, pair: 1_000, name: 1_000, hold: 5_000 } as const;
/** An attempt that has waited for so long is turned away. */
const PATIENCE_MS = 20_000;
/** Pairs of address and name of right log-ins that are remembered. */
const KNOWN = 10_000;

interface Waiting extends Attempt {
  readonly since: number;
  readonly settle: (verdict: Verdict) => void;
}

const pairOf = ({ address, name }: { readonly address: string; readonly name: string }): string =>
  JSON.stringify([address, name]);

/**
 * Few checks at a time, and after failures with growing pauses. First comes who logged in from the same address before,
 * then the address with the fewest failures, of one address the newest attempt: whoever floods waits behind everyone
 * else, and those that have waited for long behind those that just came. The pause of a name does not hold for an
 * address without failures, so that a flood from elsewhere locks no station out.
 */
export function createChecks({ concurrent, maxWaiting, now }: ChecksOptions): Checks {
  const failures = {
    address: createFailures(PAUSE_MS.address, now),
    pair: createFailures(PAUSE_MS.pair, now),
    name: createFailures(PAUSE_MS.name, now),
    hold: createFailures(PAUSE_MS.hold, now),
  };
  const known = new Set<string>();
  const queue = new Set<Waiting>();
  let running = 0;
  let timer: NodeJS.Timeout | undefined;

  function fails({ address, name }: Pick<Attempt, 'address' | 'name'>): void {
    failures.address.add(address);
    failures.hold.add(address);
    failures.pair.add(pairOf({ address, name }));
    failures.name.add(name);
  }

  function remember(address: string, name: string): void {
    const pair = pairOf({ address, name });
    failures.pair.forget(pair);
    known.delete(pair);
    known.add(pair);
    const [oldest] = known;
    if (known.size > KNOWN && oldest !== undefined) known.delete(oldest);
  }

  const isKnown = (attempt: Pick<Attempt, 'address' | 'name'>): boolean => known.has(pairOf(attempt));

  function notBefore(attempt: Pick<Attempt, 'address' | 'name'>): number {
    const { address, name } = attempt;
    if (failures.address.count(address) === 0) return 0;
    const own = Math.max(failures.address.notBefore(address), failures.pair.notBefore(pairOf(attempt)));
    return isKnown(attempt) ? own : Math.max(own, failures.name.notBefore(name));
  }

  const rankOf = (attempt: Waiting): number =>
    isKnown(attempt) ? -1 : failures.address.count(attempt.address);

  /** The attempt that is checked next; those that waited too long are turned away. */
  function choose(): Waiting | undefined {
    let best: Waiting | undefined;
    const at = now();
    for (const one of queue) {
      if (at - one.since > PATIENCE_MS) turnAway(one);
      else if (notBefore(one) <= at && (!best || rankOf(one) <= rankOf(best))) best = one;
    }
    return best;
  }

  function turnAway(one: Waiting): void {
    if (queue.delete(one)) one.settle('busy');
  }

  /** The oldest attempt of the address with the most of them. */
  function crowded(): Waiting | undefined {
    const counts = new Map<string, number>();
    for (const { address } of queue) counts.set(address, (counts.get(address) ?? 0) + 1);
    const most = Math.max(...counts.values());
    for (const one of queue) if (counts.get(one.address) === most) return one;
    return undefined;
  }

  async function run(one: Waiting): Promise<void> {
    queue.delete(one);
    running++;
    const right = await one.check().catch(() => undefined);
    running--;
    if (right === true) remember(one.address, one.name);
    if (right === false) fails(one);
    one.settle(right === undefined ? 'busy' : right ? 'right' : 'wrong');
    next();
  }

  function next(): void {
    while (running < concurrent && queue.size > 0) {
      const one = choose();
      if (!one) break;
      void run(one);
    }
    if (queue.size === 0 || running >= concurrent) return;
    const soonest = Math.min(...[...queue].map(notBefore)) - now();
    clearTimeout(timer);
    timer = setTimeout(next, Math.min(Math.max(soonest, 1), PAUSE_MS.pair));
  }

  return {
    ask: (attempt) =>
      new Promise((settle) => {
        const one = { ...attempt, since: now(), settle };
        queue.add(one);
        attempt.signal.addEventListener('abort', () => turnAway(one), { once: true });
        if (queue.size > maxWaiting) turnAway(crowded() ?? one);
        next();
      }),
    succeeded: remember,
    paused: (address, name) => !isKnown({ address, name }) && notBefore({ address, name }) > now(),
    hold: (address) => Math.max(0, failures.hold.notBefore(address) - now()),
    waiting: () => queue.size,
  };
}

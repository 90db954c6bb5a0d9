import type { ReadinessCheck } from '@lanbi/api';
import type { Ingest } from '@lanbi/ingest';
import type { Inbox, Store } from '@lanbi/model';

/** A part that follows a log, and why its rounds fail. */
interface Follower {
  readonly name: string;
  trouble(): string | undefined;
}

interface Parts {
  readonly store: Pick<Store, 'ping'>;
  /** Both absent where no readings are taken in. */
  readonly inbox?: Inbox;
  readonly ingest?: Pick<Ingest, 'health'>;
  readonly followers: readonly Follower[];
}

const reasonOf = (work: Promise<void>): Promise<string | undefined> =>
  work.then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );

const check = (name: string, reason: string | undefined, excused = false): ReadinessCheck => ({
  name,
  ok: reason === undefined || excused,
  ...(reason !== undefined && { reason }),
});

/**
 * Whether readings are taken and figures made. A store that is away is no reason to turn stations away as long as the
 * spool takes their readings: then it, and what follows its logs, is told as a reason only.
 */
export function createReadiness({ store, inbox, ingest, followers }: Parts) {
  return async (): Promise<readonly ReadinessCheck[]> => {
    const away = await reasonOf(store.ping());
    const health = ingest?.health();
    const excused = away !== undefined && health?.ok === true;
    return [
      check('store', away, excused),
      ...(inbox ? [check('broker', inbox.state().reason)] : []),
      ...(health ? [{ name: 'ingest', ...health }] : []),
      ...followers.map((follower) => check(follower.name, follower.trouble(), excused)),
    ];
  };
}

import type { ReadinessCheck } from '@lanbi/api';
import type { Ingest } from '@lanbi/ingest';
import type { Inbox } from '@lanbi/model';
import type { EvaluationState } from '@lanbi/query';
import { type Redact, redactText } from '@lanbi/runtime';
import { formatInstant } from '@lanbi/standards';
import type { StoreWatch } from './store-watch.ts';

/** A part that follows a log, and why its rounds fail. */
interface Follower {
  readonly name: string;
  trouble(): string | undefined;
}

interface Parts {
  readonly watch: Pick<StoreWatch, 'verdict'>;
  /** How far evaluation is behind, where it is asked for. */
  readonly lag?: () => Promise<EvaluationState>;
  /** Both absent where no readings are taken in. */
  readonly inbox?: Inbox;
  readonly ingest?: Pick<Ingest, 'health'>;
  readonly followers: readonly Follower[];
  /** Lost results that are not built again yet; reported, and no reason to be not ready. */
  readonly lost?: () => string | undefined;
  /** Observations evaluated again so far for lost results, where this process evaluates. */
  readonly rebuilt?: () => number | undefined;
  /** Removes secrets from a reason, since anybody may read it. */
  readonly redact?: Redact;
}

const check = (name: string, reason: string | undefined, excused = false): ReadinessCheck => ({
  name,
  ok: reason === undefined || excused,
  ...(reason !== undefined && { reason }),
});

/** Faults while telemetry arrives are reported, and are no reason to be not ready. */
function brokerCheck(inbox: Inbox): ReadinessCheck {
  const { reason, warning } = inbox.state();
  return reason === undefined ? check('broker', warning, true) : check('broker', reason);
}

/** Reports how far evaluation is behind; figures are answered all the same, so it is no reason to be not ready. */
async function behindReason(lag: Parts['lag']): Promise<string | undefined> {
  if (!lag) return undefined;
  const { complete, behind, since } = await lag();
  if (complete) return undefined;
  return `${behind} entries of the log are not evaluated yet${since === undefined ? '' : `, the oldest received ${formatInstant(since)}`}`;
}

/** Describes the lost results and the progress of their rebuild. `behind` does not decrease until the rebuild ends. */
function lostReason({ lost, rebuilt }: Pick<Parts, 'lost' | 'rebuilt'>): string | undefined {
  const reason = lost?.();
  const count = rebuilt?.();
  return reason === undefined || count === undefined
    ? reason
    : `${reason}; ${count} observations evaluated again so far`;
}

function followerCheck(follower: Follower, excused: boolean, behind: string | undefined): ReadinessCheck {
  const trouble = follower.trouble();
  if (trouble !== undefined || follower.name !== 'evaluate') return check(follower.name, trouble, excused);
  return check(follower.name, behind, true);
}

/**
 * Whether readings are stored and figures computed. While the store is unavailable and the spool takes readings, the
 * process is ready: the store and its followers are reported as reasons only, also for the moment that the followers need
 * to recover. A store that is not set up does not come back by itself: not ready.
 */
export function createReadiness(parts: Parts) {
  const { watch, inbox, ingest, followers, lag, redact = redactText } = parts;
  const redacted = (one: ReadinessCheck): ReadinessCheck =>
    one.reason === undefined ? one : { ...one, reason: redact(one.reason) };
  return async (): Promise<readonly ReadinessCheck[]> => {
    const { reason: away, misconfigured, recovering } = await watch.verdict();
    const health = ingest?.health();
    const spools = health?.ok === true && !misconfigured;
    const waits = spools || (away === undefined && recovering);
    const behind = away === undefined ? await behindReason(lag) : undefined;
    const lost = lostReason(parts);
    const checks = [
      check('store', away, spools),
      ...(lost === undefined ? [] : [check('results', lost, true)]),
      ...(inbox ? [brokerCheck(inbox)] : []),
      ...(health ? [{ name: 'ingest', ...health }] : []),
      ...followers.map((follower) => followerCheck(follower, recovering && waits, behind)),
    ];
    return checks.map(redacted);
  };
}

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
  /** Results that are lost and not built again yet; told, and no reason to turn anybody away. */
  readonly lost?: () => string | undefined;
  /** Takes what is secret out of a reason: anybody may read them. */
  readonly redact?: Redact;
}

const check = (name: string, reason: string | undefined, excused = false): ReadinessCheck => ({
  name,
  ok: reason === undefined || excused,
  ...(reason !== undefined && { reason }),
});

/** What is amiss although telemetry comes in is told, and is no reason to be not ready. */
function brokerCheck(inbox: Inbox): ReadinessCheck {
  const { reason, warning } = inbox.state();
  return reason === undefined ? check('broker', warning, true) : check('broker', reason);
}

/** How far evaluation is behind; it answers all the same, so it is no reason not to be ready. */
async function behindReason(lag: Parts['lag']): Promise<string | undefined> {
  if (!lag) return undefined;
  const { complete, behind, since } = await lag();
  if (complete) return undefined;
  return `${behind} places of the log are not evaluated yet${since === undefined ? '' : `, the oldest received ${formatInstant(since)}`}`;
}

function followerCheck(follower: Follower, excused: boolean, behind: string | undefined): ReadinessCheck {
  const trouble = follower.trouble();
  if (trouble !== undefined || follower.name !== 'evaluate') return check(follower.name, trouble, excused);
  return check(follower.name, behind, true);
}

/**
 * Whether readings are taken and figures made. A store that is away is no reason to turn stations away as long as the
 * spool takes their readings: then it, and what follows its logs, is told as a reason only; likewise for the moment that
 * what follows needs to notice that it is back. One that is not set up will not come back by itself: not ready.
 */
export function createReadiness({ watch, inbox, ingest, followers, lag, lost, redact = redactText }: Parts) {
  const redacted = (one: ReadinessCheck): ReadinessCheck =>
    one.reason === undefined ? one : { ...one, reason: redact(one.reason) };
  return async (): Promise<readonly ReadinessCheck[]> => {
    const { reason: away, misconfigured, unsettled } = await watch.verdict();
    const health = ingest?.health();
    const spools = health?.ok === true && !misconfigured;
    const waits = spools || (away === undefined && unsettled);
    const behind = away === undefined ? await behindReason(lag) : undefined;
    const checks = [
      check('store', away, spools),
      ...(lost?.() === undefined ? [] : [check('results', lost(), true)]),
      ...(inbox ? [brokerCheck(inbox)] : []),
      ...(health ? [{ name: 'ingest', ...health }] : []),
      ...followers.map((follower) => followerCheck(follower, unsettled && waits, behind)),
    ];
    return checks.map(redacted);
  };
}

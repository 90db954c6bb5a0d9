import type { WriteOutcome } from '@lanbi/model';
import type { Metrics } from '@lanbi/runtime';
import type { Work } from './work.ts';

/** The books of ingest: received = stored + refused + waiting, in messages. Nothing is ever dropped. */
export interface Counts {
  received(): void;
  settled(batch: readonly Work[], outcomes: readonly WriteOutcome[]): void;
  retried(): void;
}

const tally = (keys: Iterable<string>): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
};

/** @param waiting messages received and not settled yet */
export function createCounts(metrics: Metrics, waiting: () => number): Counts {
  const received = metrics.counter('lanbi_ingest_messages_received', 'Messages of stations received');
  const stored = metrics.counter('lanbi_ingest_messages_stored', 'Messages stored, in full or in part');
  const refused = metrics.counter('lanbi_ingest_messages_refused', 'Messages refused whole', ['reason']);
  const values = metrics.counter('lanbi_ingest_values_refused', 'Values refused in stored messages', [
    'reason',
  ]);
  const changes = metrics.counter('lanbi_ingest_observations', 'Observations stored', ['change']);
  const retries = metrics.counter('lanbi_ingest_commit_retries', 'Commits tried again, nothing acknowledged');
  metrics.gauge('lanbi_ingest_messages_waiting', 'Messages received and not settled yet', waiting);
  return {
    received: () => received.add(1),
    retried: () => retries.add(1),
    settled(batch, outcomes) {
      const whole = batch.filter((work) => work.scope === 'message');
      stored.add(batch.length - whole.length);
      for (const [reason, n] of tally(whole.map((work) => work.refusals[0]?.reason ?? 'malformed')))
        refused.add(n, { reason });
      const partial = batch.filter((work) => work.scope !== 'message').flatMap((work) => work.refusals);
      for (const [reason, n] of tally(partial.map((refusal) => refusal.reason))) values.add(n, { reason });
      const accepted = outcomes.map((outcome) =>
        outcome.kind === 'accepted' ? outcome.change : outcome.kind,
      );
      for (const [change, n] of tally(accepted)) changes.add(n, { change });
    },
  };
}

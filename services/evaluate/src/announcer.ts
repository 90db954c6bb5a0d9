import { consumerName, type LogPosition, type ResultKind, type StoredResult } from '@lanbi/model';
import { type Follower, follow } from '@lanbi/runtime';
import { formatInstant } from '@lanbi/standards';
import { regionResultTopic, sectionResultTopic, stationResultTopic } from '@lanbi/wire';
import PQueue from 'p-queue';
import type { EvaluateDeps } from './deps.ts';

const CONSUMER = consumerName('announce');
const ROUND = 500;

/** The topics of what is announced; the other results are for the API. */
const TOPICS: Partial<Record<ResultKind, (subject: string) => string>> = {
  'aqi.hour': stationResultTopic,
  'region.aqi.hour': regionResultTopic,
  'class.sample': sectionResultTopic,
};

const topicOf = ({ kind, subject }: StoredResult): string | undefined => TOPICS[kind]?.(subject);

/** What a retained result says: the same figures that the API answers. */
const payloadOf = ({ kind, subject, from, to, revision, computedAt, body }: StoredResult): string =>
  JSON.stringify({
    kind,
    subject,
    from: formatInstant(from),
    to: formatInstant(to),
    revision,
    computedAt: formatInstant(computedAt),
    ...(body as object),
  });

/**
 * Follows the log of results and publishes, retained, the latest of each subject. It keeps its place after the
 * broker took a round, so a kill repeats an announcement and never loses one. A correction of an older hour is
 * not announced over a newer one.
 */
export function createAnnouncer({ store, publisher, clock, metrics, log }: EvaluateDeps): Follower {
  const published = metrics.counter('lanbi_results_published', 'Results published to the broker', ['kind']);
  const queue = new PQueue({ concurrency: 32 });
  /** The embedded broker keeps retained messages in memory: announce everything again after a start. */
  let place = 0 as LogPosition;

  async function announce(result: StoredResult): Promise<void> {
    const latest = await store.latestResult(result.kind, result.subject);
    if (!latest || latest.to !== result.to) return;
    const topic = topicOf(latest);
    if (topic === undefined) return;
    await publisher.publish({ topic, payload: payloadOf(latest), retain: true });
    published.add(1, { kind: latest.kind });
  }

  async function round(): Promise<boolean> {
    const results = await store.changedResults(place, ROUND);
    const last = results.at(-1);
    if (!last) return false;
    const newest = new Map<string, StoredResult>();
    for (const result of results) {
      const topic = topicOf(result);
      if (topic === undefined) continue;
      const rival = newest.get(topic);
      if (!rival || rival.to <= result.to) newest.set(topic, result);
    }
    await queue.addAll([...newest.values()].map((result) => () => announce(result)));
    place = last.position;
    await store.commit(CONSUMER, place, [], clock.now());
    return true;
  }

  return follow({ name: 'announce', round, listen: (wake) => store.onResults(wake), log });
}

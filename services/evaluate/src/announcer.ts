import { type EvaluatedFigure, isProvisional, Points, validityOf } from '@lanbi/evaluation';
import { CONSUMERS, type Offset, type Registry, type ResultKind, type StoredResult } from '@lanbi/model';
import { figureOf } from '@lanbi/query';
import { clearRetained, type Follower, follow } from '@lanbi/runtime';
import { DAY, formatInstant, type Instant, instant } from '@lanbi/standards';
import { RESULT_TOPICS, regionResultTopic, sectionResultTopic, stationResultTopic } from '@lanbi/wire';
import PQueue from 'p-queue';
import type { AnnouncerDeps } from './deps.ts';

/** Results of one round: several commits of the evaluator, so that results are taken from memory and not read again. */
const ROUND = 4_000;
/** How far back an hour is looked for when the latest still waits. */
const BACK = DAY;
const MANY = 2_000;

/** The topics of what is announced; the other results are for the API. */
const TOPICS: Partial<Record<ResultKind, (subject: string) => string>> = {
  'aqi.hour': stationResultTopic,
  'region.aqi.hour': regionResultTopic,
  'class.sample': sectionResultTopic,
};

const RESULT_KINDS = Object.keys(TOPICS) as readonly ResultKind[];

const topicOf = ({ kind, subject }: StoredResult): string | undefined => TOPICS[kind]?.(subject);

interface Announced {
  readonly result: StoredResult;
  readonly figure: EvaluatedFigure;
  readonly provisional: boolean;
}

/** What a retained result says: the same figures that the API answers. */
function payloadOf({ figure, result, provisional }: Announced): string {
  const { kind, subject, from, to, revision, computedAt } = result;
  return JSON.stringify({
    kind,
    subject,
    from: formatInstant(from),
    to: formatInstant(to),
    revision,
    computedAt: formatInstant(computedAt),
    ...figure.body,
    provisional,
  });
}

/** Every subject that is announced, by the kind of its results. */
const subjectsOf = (
  { stations, sections }: Registry,
  points: Points,
): readonly (readonly [ResultKind, string])[] => [
  ...[...stations.values()]
    .filter(({ medium }) => medium === 'air')
    .map(({ id }) => ['aqi.hour', id] as const),
  ...[...points.regions()].map((id) => ['region.aqi.hour', id] as const),
  ...[...sections.keys()].map((id) => ['class.sample', id] as const),
];

/** Whether a region's hour still waits for enough of its points: the hour before stays announced. */
const isWaiting = ({ kind, body }: StoredResult): boolean =>
  kind === 'region.aqi.hour' && validityOf(body.concentrations).kind === 'missing';

/**
 * Follows the log of results and publishes, retained, the latest of each subject. It keeps its place after the
 * broker took a round, so a kill repeats an announcement and never loses one. A correction of an older hour is
 * not announced over a newer one, and an hour that still runs not over the one before.
 */
export function createAnnouncer(deps: AnnouncerDeps): Follower {
  const { store, publisher, registry, clock, metrics, log, gate } = deps;
  const published = metrics.counter('lanbi_results_published', 'Results published to the broker', ['kind']);
  const queue = new PQueue({ concurrency: 32 });
  const subjects = subjectsOf(registry, new Points(registry));
  const known = new Set(subjects.map(([kind, subject]) => TOPICS[kind]?.(subject)));
  let place: Offset | undefined;

  /** Whether a topic is of results of a subject that this store has one of. */
  async function isOurs(topic: string): Promise<boolean> {
    const subject = topic.slice(topic.lastIndexOf('/') + 1);
    const kind = RESULT_KINDS.find((each) => TOPICS[each]?.(subject) === topic);
    return kind !== undefined && (await store.latestResult(kind, subject)) !== undefined;
  }

  /** The newest that is over and waits for nothing. */
  async function newestOf(kind: ResultKind, subject: string): Promise<StoredResult | undefined> {
    const now = clock.now();
    const ready = (result: StoredResult): boolean => result.to <= now && !isWaiting(result);
    const latest = await store.latestResult(kind, subject);
    if (!latest || ready(latest)) return latest;
    const after = instant(Math.min(latest.to, now) - BACK);
    const before = await store.results({ kind, subject, after, to: latest.to, limit: MANY });
    return before.findLast(ready);
  }

  async function announce(kind: ResultKind, subject: string, to?: Instant): Promise<void> {
    const latest = await newestOf(kind, subject);
    if (!latest || (to !== undefined && latest.to !== to)) return;
    const [topic, figure] = [topicOf(latest), figureOf(deps, latest)];
    if (topic === undefined || !figure) return;
    const provisional = isProvisional(latest.to, clock.now(), deps.provisionalHours);
    const payload = payloadOf({ result: latest, figure, provisional });
    await publisher.publish({ topic, payload, retain: true });
    published.add(1, { kind });
  }

  /**
   * The embedded broker keeps retained messages in memory: after a start the latest of all are announced again. A broker
   * outside keeps them: those of subjects that the registry does not have any more are cleared, where this store has a
   * result of the subject. Other processes with other registries may publish to the same broker.
   */
  async function begin(): Promise<Offset> {
    const head = await store.resultHead();
    await queue.addAll(
      subjects.map(
        ([kind, subject]) =>
          () =>
            announce(kind, subject),
      ),
    );
    await clearRetained(deps, RESULT_TOPICS, async (topic) => !known.has(topic) && (await isOurs(topic)));
    await store.advance(CONSUMERS.announce, head);
    return head;
  }

  async function round(): Promise<boolean> {
    place ??= await begin();
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
    await queue.addAll(
      [...newest.values()].map(
        ({ kind, subject, to }) =>
          () =>
            announce(kind, subject, to),
      ),
    );
    place = last.position;
    await store.advance(CONSUMERS.announce, place);
    return true;
  }

  return follow({
    name: 'announce',
    round,
    listen: (wake) => store.onResults(wake),
    gate,
    log,
  });
}

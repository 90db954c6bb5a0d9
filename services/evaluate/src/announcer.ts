import { type EvaluatedFigure, hourValidity, isProvisional, Points } from '@lanbi/evaluation';
import { CONSUMERS, type Offset, type Registry, type ResultKind, type StoredResult } from '@lanbi/model';
import { figureOf } from '@lanbi/query';
import { type CounterMetric, clearRetained, type Follower, follow } from '@lanbi/runtime';
import { DAY, formatInstant, type Instant, instant } from '@lanbi/standards';
import { RESULT_TOPICS, regionResultTopic, sectionResultTopic, stationResultTopic } from '@lanbi/wire';
import PQueue from 'p-queue';
import type { AnnouncerDeps } from './deps.ts';

/** Results of one round: several commits of the evaluator, so that results are taken from memory and not read again. */
const ROUND = 4_000;
/** Milliseconds between two checkpoints. */
const ADVANCE_MS = 1_000;
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

/** A subject to announce; with an end only where that is still the newest. */
type Announceable = readonly [kind: ResultKind, subject: string, to?: Instant];

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
  kind === 'region.aqi.hour' && hourValidity(body.concentrations).kind === 'missing';

/** Of some results the one with the greatest end of each topic that is announced. */
function newestByTopic(results: readonly StoredResult[]): ReadonlyMap<string, StoredResult> {
  const newest = new Map<string, StoredResult>();
  for (const result of results) {
    const topic = topicOf(result);
    if (topic === undefined) continue;
    const rival = newest.get(topic);
    if (!rival || rival.to <= result.to) newest.set(topic, result);
  }
  return newest;
}

/**
 * Follows the log of results and publishes, retained, the latest of each subject. The checkpoint moves after the
 * broker took a round, so a kill repeats an announcement and never loses one. A correction of an older hour is
 * not announced over a newer one, and an hour that still runs not over the one before.
 */
class Announcer {
  readonly #deps: AnnouncerDeps;
  readonly #published: CounterMetric;
  readonly #queue = new PQueue({ concurrency: 32 });
  /** Undefined before the first round. */
  #offset: Offset | undefined;
  /** When the checkpoint was last stored, by the monotonic clock. */
  #advancedAt = 0;

  constructor(deps: AnnouncerDeps) {
    this.#deps = deps;
    const help = 'Results published to the broker';
    this.#published = deps.metrics.counter('lanbi_results_published', help, ['kind']);
  }

  async round(): Promise<boolean> {
    const { store } = this.#deps;
    this.#offset ??= await this.#begin();
    const results = await store.changedResults(this.#offset, ROUND);
    const last = results.at(-1);
    if (!last) return false;
    const newest = newestByTopic(results);
    await this.#announceAll([...newest.values()].map(({ kind, subject, to }) => [kind, subject, to]));
    this.#offset = last.position;
    // A start announces all again: the checkpoint only says what a store may prune, and is no reason to wait for the disk.
    if (performance.now() - this.#advancedAt >= ADVANCE_MS) await this.#advance(last.position);
    return true;
  }

  /**
   * The embedded broker keeps retained messages in memory: after a start the latest of all are announced again. A broker
   * outside keeps them: those of subjects that the registry does not have any more are cleared, where this store has a
   * result of the subject. Other processes with other registries may publish to the same broker.
   */
  async #begin(): Promise<Offset> {
    const { store, registry } = this.#deps;
    const head = await store.resultHead();
    const subjects = subjectsOf(registry, new Points(registry));
    const topics = new Set(subjects.map(([kind, subject]) => TOPICS[kind]?.(subject)));
    await this.#announceAll(subjects);
    const hasEnded = async (topic: string) => !topics.has(topic) && (await this.#isOurs(topic));
    await clearRetained(this.#deps, RESULT_TOPICS, hasEnded);
    await this.#advance(head);
    return head;
  }

  async #advance(offset: Offset): Promise<void> {
    await this.#deps.store.advance(CONSUMERS.announce, offset);
    this.#advancedAt = performance.now();
  }

  async #announceAll(all: readonly Announceable[]): Promise<void> {
    await this.#queue.addAll(all.map((each) => () => this.#announce(...each)));
  }

  /** Whether a topic is of results of a subject that this store has one of. */
  async #isOurs(topic: string): Promise<boolean> {
    const subject = topic.slice(topic.lastIndexOf('/') + 1);
    const kind = RESULT_KINDS.find((each) => TOPICS[each]?.(subject) === topic);
    return kind !== undefined && (await this.#deps.store.latestResult(kind, subject)) !== undefined;
  }

  async #announce(kind: ResultKind, subject: string, to?: Instant): Promise<void> {
    const { clock, publisher, provisionalHours } = this.#deps;
    const latest = await this.#newestOf(kind, subject);
    if (!latest || (to !== undefined && latest.to !== to)) return;
    const [topic, figure] = [topicOf(latest), figureOf(this.#deps, latest)];
    if (topic === undefined || !figure) return;
    const provisional = isProvisional(latest.to, clock.now(), provisionalHours);
    const payload = payloadOf({ result: latest, figure, provisional });
    await publisher.publish({ topic, payload, retain: true });
    this.#published.add(1, { kind });
  }

  /** The newest that is over and waits for nothing. */
  async #newestOf(kind: ResultKind, subject: string): Promise<StoredResult | undefined> {
    const { store, clock } = this.#deps;
    const now = clock.now();
    const ready = (result: StoredResult): boolean => result.to <= now && !isWaiting(result);
    const latest = await store.latestResult(kind, subject);
    if (!latest || ready(latest)) return latest;
    const after = instant(Math.min(latest.to, now) - BACK);
    const before = await store.results({ kind, subject, after, to: latest.to, limit: MANY });
    return before.findLast(ready);
  }
}

/** An announcer that follows the log of results of a store. */
export function createAnnouncer(deps: AnnouncerDeps): Follower {
  const announcer = new Announcer(deps);
  return follow({
    name: 'announce',
    round: () => announcer.round(),
    listen: (wake) => deps.store.onResults(wake),
    gate: deps.gate,
    log: deps.log,
  });
}

import {
  ALERT_CONSUMERS,
  type AlertCommit,
  CONSUMERS,
  type ConsumerName,
  entriesBehind,
  hasReached,
  LOG_START,
  type Offset,
  statementsOf,
} from '@lanbi/model';
import { createAdaptiveBatch, type Follower, follow } from '@lanbi/runtime';
import { type CivilDate, dateAt, type Instant, instant } from '@lanbi/standards';
import type { AlertDeps } from '../deps.ts';
import { createSampleSource } from '../samples/source.ts';
import { alertGauges } from '../ways/gauges.ts';
import { type Advance, goBack, goOn, goQuiet, isAhead } from './advance.ts';
import type { Book, Watch } from './book.ts';
import { createLater } from './later.ts';
import { openBook } from './open.ts';
import { changeOf } from './tell.ts';
import {
  type News,
  type Touch,
  type Touched,
  touchByDays,
  touchByDaysOfSections,
  touchByObservations,
  touchByResults,
} from './touched.ts';
import { counts, isFolded, moveOn, type Track } from './track.ts';

const { observations: OBSERVATIONS, results: RESULTS } = ALERT_CONSUMERS;
/** How often silence is looked for; an alert of silence is told within this. */
const TICK_MS = 1_000;
/** Nothing has come for an alert for so long, and nothing waits in the logs, before its silence is told. */
const GRACE_MS = 10_000;

export interface AlertEngine extends Follower {
  /** Alerts under watch: rules times their subjects. */
  size(): number;
  /** Looks for silence now; called by a timer of its own. */
  tick(): Promise<void>;
  /** Takes all that both logs hold. */
  drain(): Promise<void>;
  /** The rules have changed: those that did are judged anew. */
  reload(): void;
}

/**
 * Follows the logs of observations and of results, and the clock, and tells every change of state of every alert. What
 * is told and the places in the logs are committed together: a kill neither loses nor doubles a change.
 */
export function createAlertEngine(deps: AlertDeps): AlertEngine {
  const { store, alerts, air, registry, clock, metrics, log, gate } = deps;
  const source = createSampleSource(deps);
  const told = metrics.counter('lanbi_alert_changes', 'Changes of alerts told', ['state']);
  const judged = metrics.counter('lanbi_alert_values', 'Values that alerts were evaluated on');
  const bornAt = clock.now();
  const batch = createAdaptiveBatch();
  let book: Book | undefined;
  /** Who is in service may differ from day to day: then the book is opened anew on each. */
  const hasDates = statementsOf(registry).some(
    ({ from, until }) => from !== undefined || until !== undefined,
  );
  let openedOn: CivilDate | undefined;
  let later = createLater();
  /** Everything that moves alerts does so one after another. */
  let turnOf: Promise<unknown> = Promise.resolve();
  let drained = false;
  let timer: NodeJS.Timeout | undefined;
  let unlisten: (() => void)[] = [];

  alertGauges(metrics, () => book?.tracks() ?? []);
  metrics.gauge('lanbi_alert_lag', 'Positions of the logs that alerts have not taken yet', async () => {
    const observed = await behind(OBSERVATIONS, () => store.head());
    return observed + (await behind(RESULTS, () => store.resultHead()));
  });

  /**
   * The place is read before the head, which moves on meanwhile. A log of which everything was pruned has no head: then
   * nothing is behind.
   */
  async function behind(consumer: ConsumerName, head: () => Promise<Offset>): Promise<number> {
    const checkpoint = await alerts.alertCheckpoint(consumer);
    return entriesBehind(checkpoint, await head());
  }

  function inTurn<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    const done = turnOf.then(work);
    turnOf = done.catch(() => undefined);
    return done;
  }

  async function settle(advances: readonly Advance[], more: Partial<AlertCommit> = {}): Promise<void> {
    const at = clock.now();
    const changes = advances.flatMap(({ track, told: turns }) =>
      turns.map((turn) => changeOf(track, turn, at)),
    );
    const anew = advances.flatMap(({ track: { rule, subject }, anew: begun }) =>
      begun ? { ruleId: rule.id, subject, ...begun } : [],
    );
    if (changes.length > 0 || anew.length > 0 || Object.keys(more).length > 0)
      await alerts.commitAlerts({
        places: [],
        anew,
        ...more,
        changes: [...changes, ...(more.changes ?? [])],
      });
    for (const { track, moment, folded, anew: begun } of advances) {
      moveOn(track, moment);
      if (folded) track.folded = folded;
      if (begun) track.after = begun.after;
    }
    for (const { state } of changes) told.add(1, { state });
  }

  /** The book of the rules in force; alerts of rules that are as before stand where they stood. */
  async function opened(): Promise<Book> {
    if (book) return book;
    later = createLater();
    openedOn = dateAt(clock.now());
    book = await openBook(deps, { source, later, born: bornAt, settle });
    return book;
  }

  /** Whether a touch says what the alert knows already. */
  const isKnown = (track: Track, at: Instant, news: News | undefined): boolean =>
    isFolded(track, at, news?.position) ||
    (news?.sample !== undefined &&
      track.moment.last?.at === at &&
      Object.is(track.moment.last.value, news.sample.value));

  /** How complete a station's day is says no reading alone: counted on while they come in order. */
  async function complete(watch: Watch, times: readonly Instant[], touch: Touch): Promise<boolean> {
    const [first] = times;
    if (first === undefined || watch.figure.kind !== 'completeness' || watch.subject.kind !== 'station')
      return true;
    const inOrder = watch.tracks.every((track) => isAhead(track, first));
    if (inOrder)
      for (const sample of await source.days.samples(watch, times)) touch.set(sample.at, { sample });
    else source.days.forget(watch);
    return inOrder;
  }

  /** What a touch brings to a track: the times whose values it does not rest on yet. */
  function newsOf(track: Track, times: readonly Instant[], touch: Touch, inOrder: boolean): Instant[] {
    // A late reading makes the days more complete that end after it, also where it does not count itself.
    return inOrder
      ? times.filter((at) => counts(track, at) && !isKnown(track, at, touch.get(at)))
      : times.filter((at) => !isFolded(track, at, touch.get(at)?.position));
  }

  /** The times of a touch that are over, ascending, but for those that every track rests on already. */
  function timesOf(watch: Watch, touch: Touch, now: Instant): Instant[] {
    return [...touch]
      .filter(([at]) => !later.holds(watch, at, now))
      .filter(([at, { position }]) => watch.tracks.some((track) => !isFolded(track, at, position)))
      .map(([at]) => at)
      .sort((a, b) => a - b);
  }

  async function advance(watch: Watch, touch: Touch, now: Instant): Promise<Advance[]> {
    const times = timesOf(watch, touch, now);
    const inOrder = await complete(watch, times, touch);
    for (const track of watch.tracks) track.heardAt = now;
    const ahead: Advance[] = [];
    const back: Track[] = [];
    let from: Instant | undefined;
    for (const track of watch.tracks) {
      const news = newsOf(track, times, touch, inOrder);
      const [first] = news;
      if (first === undefined) continue;
      judged.add(news.length);
      if (inOrder && isAhead(track, first)) {
        const samples = news.flatMap((at) => touch.get(at)?.sample ?? []);
        ahead.push(goOn(track, samples));
      } else {
        back.push(track);
        from = instant(Math.min(from ?? first, first));
      }
    }
    if (from === undefined) return ahead;
    const to = instant(Math.max(...times, ...back.flatMap(({ moment }) => moment.last?.at ?? [])));
    return [...ahead, ...(await goBack({ ...watch, tracks: back }, { from, to }, now, source, alerts))];
  }

  async function round(): Promise<boolean> {
    drained = false;
    drained = (await batch.round(async () => ({ taken: await take() }))).taken === 0;
    return !drained;
  }

  /**
   * Moves the places to the ends of the logs, of which no alert needs an entry. The tick calls it once a second, and not
   * each round: a place is kept by a commit.
   */
  async function passOver(): Promise<void> {
    if ((await opened()).size > 0) return;
    const ends = [
      { consumer: OBSERVATIONS, position: await store.head() },
      { consumer: RESULTS, position: await store.resultHead() },
    ];
    const kept = await Promise.all(ends.map(({ consumer }) => alerts.alertCheckpoint(consumer)));
    const places = ends.filter(({ position }, at) => !hasReached(kept[at] ?? LOG_START, position));
    if (places.length === 0) return;
    await settle([], { places });
    if (!store.capabilities.wholeLog) await release(places);
  }

  /** The next entries of both logs; answers how many there were of the one with more. */
  async function take(): Promise<number> {
    const current = await opened();
    if (current.size === 0) return 0;
    const observed = await store.read(await alerts.alertCheckpoint(OBSERVATIONS), batch.size());
    const results = await alerts.alertCheckpoint(RESULTS);
    const resulted = await store.changedResults(results, batch.size());
    const most = Math.max(observed.length, resulted.length);
    if (most === 0) return 0;
    const touched: Touched = new Map();
    touchByObservations(observed, current, registry, touched);
    touchByResults(resulted, current, deps, touched);
    await touchByDaysOfSections(resulted, current, deps, touched);
    const now = clock.now();
    await touchByDays(resulted, current, { air, now }, touched);
    const advances: Advance[] = [];
    for (const [watch, touch] of touched) advances.push(...(await advance(watch, touch, now)));
    const places = [
      ...observed.slice(-1).map(({ position }) => ({ consumer: OBSERVATIONS, position })),
      ...resulted.slice(-1).map(({ position }) => ({ consumer: RESULTS, position })),
    ];
    await settle(advances, { places });
    if (!store.capabilities.wholeLog) await release(places);
    return most;
  }

  /** Tells the store what is read; after our own commit, so that nothing is forgotten that was not taken. */
  async function release(places: readonly { consumer: typeof RESULTS; position: Offset }[]): Promise<void> {
    for (const { consumer, position } of places)
      await store.advance(consumer === RESULTS ? CONSUMERS.alertResults : CONSUMERS.alert, position);
  }

  /** Takes what was still running when it came and is over now. */
  async function over(): Promise<void> {
    const now = clock.now();
    const advances: Advance[] = [];
    for (const [watch, times] of later.due(now)) {
      const touch: Touch = new Map();
      for (const at of times) {
        const [sample] = await source.samples(watch.figure, watch.subject, instant(at - 1), at);
        touch.set(at, { sample });
      }
      advances.push(...(await advance(watch, touch, now)));
    }
    if (advances.length > 0) await settle(advances);
  }

  async function silence(): Promise<void> {
    const now = clock.now();
    const due: Advance[] = [];
    if (!drained) return;
    for (const track of (await opened()).tracks())
      if (track.deadline !== undefined && track.deadline <= now && now - track.heardAt >= GRACE_MS)
        due.push(goQuiet(track, now));
    if (due.length > 0) await settle(due);
  }

  function reload(): void {
    book = undefined;
  }

  const tick = () =>
    inTurn(async () => {
      if (hasDates && openedOn !== dateAt(clock.now())) reload();
      await opened();
      await over();
      await silence();
      await passOver();
    });
  const follower = follow({
    name: 'alert',
    round: () => inTurn(round),
    listen(wake) {
      const stops = [store.onAppend(wake), store.onResults(wake)];
      unlisten = [
        alerts.onAlertRules(() => {
          reload();
          wake();
        }),
      ];
      return () => {
        for (const stop of stops) stop();
      };
    },
    gate,
    log,
  });

  return {
    ...follower,
    size: () => book?.size ?? 0,
    tick,
    reload,
    async drain() {
      while (await inTurn(round));
    },
    async start() {
      await follower.start();
      timer = setInterval(() => {
        tick().catch((error) =>
          log.error({ err: error }, 'silence could not be looked for; it will be again'),
        );
      }, TICK_MS);
    },
    async stop() {
      clearInterval(timer);
      for (const stop of unlisten) stop();
      await follower.stop();
      await turnOf;
    },
  };
}

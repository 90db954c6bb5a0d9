import { PROVISIONAL_HOURS } from '@lanbi/evaluation';
import {
  type DataState,
  type DataSubject,
  isSameOffset,
  LOG_START,
  type StateStatement,
  type Station,
  sectionId,
} from '@lanbi/model';
import { DAY, HOUR, type Instant, instant } from '@lanbi/standards';
import type { EvaluationState } from '../evaluation-state.ts';
import type { ComputedLatest, Entry, Group, Groups, HoldingSpan, Shown } from './latest-entry.ts';
import type { LatestGroup, LatestOf, LatestOfAll } from './latest-figure.ts';
import { latestGroup, NEVER, type ResultOf } from './latest-result.ts';
import { LatestResults } from './latest-results.ts';
import { LatestStates } from './latest-states.ts';
import { subjectsOf } from './latest-subjects.ts';
import { type StationStateDeps, StationStates } from './station-states.ts';

/** Results that a day of a subject may have. */
const DAY_OF_MINUTES = 1_440;

/** As what the state of data is said of the subjects of a group. */
const DATA_OF: Readonly<Record<LatestGroup, DataSubject['of']>> = {
  stations: 'station',
  regions: 'region',
  sections: 'section',
};

const isSameState = (a: EvaluationState, b: EvaluationState): boolean =>
  a.complete === b.complete && a.behind === b.behind && a.since === b.since;

function* stationsIn<Of extends LatestGroup>({ entries }: Group<Of>): Generator<Station> {
  for (const { stations } of entries.values()) yield* stations;
}

/**
 * The latest figures of all air stations, districts and cities, and sections, in memory. A figure is made new only where
 * something changed: a result, the activity of a station, the checkpoint of the evaluation, an annotation of a section, or the
 * time at which a state ends.
 */
export class LatestFigures {
  readonly states: StationStates;
  readonly #deps: StationStateDeps;
  readonly #results: LatestResults;
  readonly #annotated: LatestStates;
  readonly #groups: Groups;
  #count = 0;

  constructor(deps: StationStateDeps) {
    this.#deps = deps;
    this.#results = new LatestResults(deps);
    this.states = new StationStates(deps, this.#results);
    this.#annotated = new LatestStates(deps);
    const groupOf = <Of extends LatestGroup>(of: Of): Group<Of> => {
      const entries = new Map<string, Entry<Of>>(
        subjectsOf(of, deps.registry).map((each) => [each.subject.id, { ...each }]),
      );
      return { ids: [...entries.keys()], entries };
    };
    this.#groups = {
      stations: groupOf('stations'),
      regions: groupOf('regions'),
      sections: groupOf('sections'),
    };
  }

  /** The latest figure of one subject; undefined where the registry does not have it in the group. */
  async one<Of extends LatestGroup>(of: Of, id: string): Promise<LatestOf<Of> | undefined> {
    const entry = this.#group(of).entries.get(id);
    if (!entry) return undefined;
    await this.states.load(entry.stations);
    await this.#results.load(latestGroup(of).kind, [id]);
    await this.#annotated.load();
    return this.#made(of, entry, this.#deps.clock.now()).figure;
  }

  async all<Of extends LatestGroup>(of: Of): Promise<LatestOfAll<Of>> {
    const group = this.#group(of);
    await this.states.load(stationsIn(group));
    await this.#results.load(latestGroup(of).kind, group.ids);
    await this.#annotated.load();
    const now = this.#deps.clock.now();
    const made = [...group.entries.values()].map((entry) => this.#made(of, entry, now));
    const { figures, lag, version } = this.#show(group, made, now);
    return { figures, evaluation: lag, version: String(version) };
  }

  /**
   * The figures as of a past time, from the store: of each subject the latest that had ended then, at most a day before. The
   * states of stations are those of now, those of sections as they were then.
   */
  async at<Of extends LatestGroup>(of: Of, at: Instant): Promise<LatestOfAll<Of>> {
    const { store, clock, yieldNow } = this.#deps;
    const group = this.#group(of);
    await this.states.load(stationsIn(group));
    await this.#annotated.load();
    const now = clock.now();
    // 24:00 of a day belongs to that day.
    const before = instant(at - 1);
    const figures: LatestOf<Of>[] = [];
    for (const entry of group.entries.values()) {
      const span = { after: instant(at - DAY), to: at, limit: DAY_OF_MINUTES };
      const results = await store.results({ kind: latestGroup(of).kind, subject: entry.subject.id, ...span });
      figures.push(this.#make(of, entry, results, now, before).figure);
      await yieldNow?.();
    }
    // Of no other answer.
    const version = `at ${this.#count}`;
    return { figures, evaluation: this.states.lag, version };
  }

  /** The version of the figures of a group; undefined while the store has to be asked for it. */
  versionOfAll(of: LatestGroup): string | undefined {
    const { shown } = this.#groups[of];
    if (!shown?.lag.complete || !this.#holds(shown)) return undefined;
    const isSame = shown.results === this.#results.version && shown.states === this.states.version;
    return isSame ? String(shown.version) : undefined;
  }

  /** The version of one figure; undefined while the store has to be asked for it. */
  versionOf(of: LatestGroup, id: string): string | undefined {
    const entry = this.#group(of).entries.get(id);
    const made = entry?.made;
    if (!entry || !made?.figure.evaluation.complete || !this.#holds(made)) return undefined;
    return this.#isSame(of, entry, made, this.#deps.clock.now()) ? String(made.figure.version) : undefined;
  }

  /** Ends to follow the store. */
  stop(): void {
    this.states.stop();
    this.#results.stop();
    this.#annotated.stop();
  }

  /** States without a class are of sections alone. */
  #stateOf(of: LatestGroup, id: string, at: Instant): StateStatement | undefined {
    return of === 'sections' ? this.#annotated.of(sectionId(id), at) : undefined;
  }

  /** How far the data of the time of a figure were checked. */
  #dataOf<Of extends LatestGroup>(
    of: Of,
    id: string,
    result: ResultOf<Of> | undefined,
  ): DataState | undefined {
    return result && this.#annotated.dataOf({ of: DATA_OF[of], id }, latestGroup(of).dataSpan(result));
  }

  #group<Of extends LatestGroup>(of: Of): Group<Of> {
    return this.#groups[of];
  }

  #holds({ from, until, annotated }: HoldingSpan): boolean {
    const now = this.#deps.clock.now();
    if (!this.#annotated.isCurrent || annotated !== this.#annotated.version) return false;
    return this.states.isCurrent && from <= now && now < until;
  }

  #show<Of extends LatestGroup>(
    group: Group<Of>,
    made: readonly ComputedLatest<Of>[],
    now: Instant,
  ): Shown<Of> {
    const { shown } = group;
    const { lag } = this.states;
    const figures = made.map(({ figure }) => figure);
    const isSame =
      shown && isSameState(lag, shown.lag) && figures.every((figure, at) => figure === shown.figures[at]);
    const version = (shown?.version ?? 0) + (isSame ? 0 : 1);
    const until = made.reduce((first, each) => instant(Math.min(each.until, first)), NEVER);
    group.shown = {
      ...{ figures, lag, version, from: now, until },
      annotated: this.#annotated.version,
      results: this.#results.version,
      states: this.states.version,
    };
    return group.shown;
  }

  /** The figure that was made last where it still holds, else a new one. */
  #made<Of extends LatestGroup>(of: Of, entry: Entry<Of>, now: Instant): ComputedLatest<Of> {
    const { made, stations, subject } = entry;
    const annotated = this.#annotated.version;
    if (made && this.#isSame(of, entry, made, now)) {
      if (made.annotated !== annotated) entry.made = { ...made, annotated };
      return entry.made ?? made;
    }
    const results = this.#results.newest(latestGroup(of).kind, subject.id);
    const last = this.states.lastOf(stations);
    entry.made = { ...this.#make(of, entry, results, now), results, last };
    return entry.made;
  }

  /** Whether what a figure was made of is as it was, as far as it is known here. */
  #isSame<Of extends LatestGroup>(of: Of, entry: Entry<Of>, made: ComputedLatest<Of>, now: Instant): boolean {
    const { stations, subject } = entry;
    return (
      this.#results.newest(latestGroup(of).kind, subject.id) === made.results &&
      isSameOffset(this.states.lastOf(stations), made.last) &&
      this.#stateOf(of, subject.id, now) === made.figure.state &&
      this.#dataOf(of, subject.id, made.figure.result) === made.figure.dataState &&
      this.#isAsMade(entry, made, now)
    );
  }

  /** Whether what is not in the log is as it was: the time, the evaluation, and since when a silent station is known. */
  #isAsMade<Of extends LatestGroup>(
    { stations }: Entry<Of>,
    { from, until, last, figure }: ComputedLatest<Of>,
    now: Instant,
  ): boolean {
    if (now < from || now >= until) return false;
    if (!isSameState(this.states.evaluationOf(stations), figure.evaluation)) return false;
    return (
      !isSameOffset(last, LOG_START) || figure.staleness.since === this.states.ofSubject(stations, now).since
    );
  }

  #make<Of extends LatestGroup>(
    of: Of,
    { subject, stations }: Entry<Of>,
    results: readonly ResultOf<Of>[],
    now: Instant,
    at = now,
  ) {
    const { latest, until } = latestGroup(of);
    const result = latest(results, now);
    const evaluation = this.states.evaluationOf(stations);
    const dataState = this.#dataOf(of, subject.id, result);
    const open = result && instant(result.to + (this.#deps.provisionalHours ?? PROVISIONAL_HOURS) * HOUR);
    this.#count += 1;
    const figure: LatestOf<Of> = {
      subject,
      result,
      staleness: this.states.ofSubject(stations, now),
      evaluation,
      state: this.#stateOf(of, subject.id, at),
      dataState,
      provisional: open && (!evaluation.complete || (now < open && dataState !== 'audited')),
      version: this.#count,
    };
    const ends = [this.states.until(stations, now), open !== undefined && open > now ? open : NEVER];
    if (result) ends.push(until(results, result, now));
    if (of === 'sections') ends.push(this.#annotated.until(sectionId(subject.id), now));
    return {
      figure,
      from: now,
      until: instant(Math.min(...ends)),
      annotated: this.#annotated.version,
    };
  }
}

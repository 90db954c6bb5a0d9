import {
  type Folded,
  fold,
  foldValues,
  type InstanceState,
  type Notification,
  neverSeen,
  resume,
  resumeGap,
  revise,
  type Sample,
} from '@lanbi/alerting';
import type { AlertStore, AlertSubject, Transition } from '@lanbi/model';
import { type Instant, instant, SECOND } from '@lanbi/standards';
import type { SampleSource } from '../samples/source.ts';
import type { AlertSeries } from './alert-index.ts';
import { type AlertInstance, counts, lookbackOf, type ReplayedRange } from './alert-instance.ts';

/** The next state of an instance, with the notifications of the transitions up to it. */
export interface InstanceUpdate {
  readonly instance: AlertInstance;
  readonly state: InstanceState;
  readonly notifications: readonly Notification[];
  /** Given where it was replayed from the store. */
  readonly replayed?: ReplayedRange;
  /** Given where it restarted: from now on values up to `after` do not count. */
  readonly restarted?: { readonly after?: Instant };
}

/** Applies samples that are later than all that the state includes. */
export function advance(instance: AlertInstance, samples: readonly Sample[]): InstanceUpdate {
  const { state, transitions } = foldValues(instance.rule, instance.state, samples);
  return { instance, state, notifications: revise(instance.state.transition, [], transitions) };
}

/** Applies the gap between the last sample and `now`. */
export function checkAbsence(instance: AlertInstance, now: Instant): InstanceUpdate {
  const { state, transitions } = fold(instance.rule, instance.state, [], now);
  return { instance, state, notifications: revise(instance.state.transition, [], transitions) };
}

/**
 * Folds samples without the gap after the last one, unless its transitions were notified before: only `checkAbsence`
 * notifies a new gap. Otherwise a station that sends the readings of past days one after another would be stale between two
 * of them.
 */
function foldAgain(
  instance: AlertInstance,
  start: InstanceState,
  samples: readonly Sample[],
  known: readonly Transition[],
  now: Instant,
): Folded {
  const values = foldValues(instance.rule, start, samples);
  const all = fold(instance.rule, start, samples, now);
  const notified = new Set(known.map(({ since }) => since));
  const gaps = all.transitions.slice(values.transitions.length);
  return gaps.every(({ since }) => notified.has(since)) ? all : values;
}

/** Whether a time is later than all that the state includes. */
export const isAhead = ({ state }: AlertInstance, at: Instant): boolean =>
  state.last !== undefined && at > state.last.at && at > state.transition.since;

const isCausedByGap = ({ rule }: AlertInstance, { state }: Transition): boolean =>
  state === 'stale' || (rule.watched.isAbsence === true && (state === 'pending' || state === 'firing'));

/** The state right after a stored transition. */
function stateAfter(instance: AlertInstance, transition: Transition): InstanceState {
  if (!isCausedByGap(instance, transition)) return resume(transition);
  // The value of a transition of `no-data` is the length of the gap in seconds.
  const lasting = transition.state === 'stale' ? lookbackOf(instance) : (transition.value ?? 0) * SECOND;
  return resumeGap(transition, lasting);
}

/** What is known before a replay. */
interface Replay {
  readonly instance: AlertInstance;
  /** Time of the first value that changed. */
  readonly from: Instant;
  /** The transition in force just before it, if one was notified. */
  readonly base: Transition | undefined;
  /** The transitions notified from then on. */
  readonly known: readonly Transition[];
}

/** State from which a replay folds. */
interface Start {
  readonly state: InstanceState;
  /** Samples up to here are included in it. */
  readonly after: Instant;
}

/** Starts at the transition in force, or, without one, so early that no older value matters. */
function startAtTransition({ instance, base, from }: Replay): Start {
  if (!base)
    return { state: neverSeen(instance.knownSince), after: instant(from - lookbackOf(instance) - 1) };
  return { state: stateAfter(instance, base), after: base.since };
}

/** The time after which a sample is looked for to start at; undefined where the transition itself is nearer. */
function nearAfter({ instance, base, from }: Replay): Instant | undefined {
  const near = instant(from - lookbackOf(instance) - 1);
  const rests = base !== undefined && base.state !== 'pending' && !isCausedByGap(instance, base);
  return rests && base.since < near ? near : undefined;
}

/**
 * Starts at the last sample before the first changed value; undefined where none is near. Between the transition in
 * force and the changed value no transition was notified, so after each sample in between the alert had that transition
 * and, as it was not pending, no streak: older samples have no effect. A sample that is stored and not yet evaluated may
 * have one; the log will deliver it and cause a replay of its own.
 */
function startAtSample(replay: Replay, samples: readonly Sample[]): Start | undefined {
  const { instance, base, from } = replay;
  const after = nearAfter(replay);
  if (!base || after === undefined) return undefined;
  const last = samples.findLast(({ at }) => at > after && at < from && counts(instance, at));
  const state = last && { transition: base, last: { ...last, value: Number.NaN }, streak: 0 };
  return state && { state, after: last.at };
}

async function replayOf(
  instance: AlertInstance,
  subject: AlertSubject,
  from: Instant,
  alerts: AlertStore,
): Promise<Replay> {
  const path = await alerts.alertPath(instance.rule.id, subject, instant(from - 1));
  const base = path[0] && path[0].since < from ? path[0] : undefined;
  return { instance, from, base, known: path.slice(base ? 1 : 0) };
}

/** Reads the samples near the changed values, and those since the transitions in force only where a replay needs them. */
async function readStarts(
  replays: readonly Replay[],
  read: (after: Instant) => Promise<Sample[]>,
): Promise<{ readonly starts: readonly Start[]; readonly samples: readonly Sample[] }> {
  const near = Math.min(...replays.map((each) => nearAfter(each) ?? startAtTransition(each).after));
  const samples = await read(instant(near));
  const starts = replays.map((each) => startAtSample(each, samples) ?? startAtTransition(each));
  const first = Math.min(...starts.map(({ after }) => after));
  return { starts, samples: first < near ? await read(instant(first)) : samples };
}

/**
 * Applies late or corrected values: folds every instance of the series again over the stored values, from the first
 * changed one on, and compares the transitions with those notified.
 * @param span `from`: time of the first changed value; `to`: end of all that was evaluated, later values come by the log
 */
export async function replay(
  { subject, source, instances }: AlertSeries,
  { from, to }: { readonly from: Instant; readonly to: Instant },
  now: Instant,
  stored: SampleSource,
  alerts: AlertStore,
): Promise<InstanceUpdate[]> {
  const upTo = await stored.head(source);
  const replays = await Promise.all(instances.map((each) => replayOf(each, subject, from, alerts)));
  const { starts, samples } = await readStarts(replays, (after) =>
    stored.samples(source, subject, after, to),
  );
  return replays.flatMap(({ instance, base, known }, index) => {
    const start = starts[index];
    if (!start) return [];
    const own = samples.filter(({ at }) => at > start.after && counts(instance, at));
    const { state, transitions } = foldAgain(instance, start.state, own, known, now);
    const before = base ?? neverSeen(instance.knownSince).transition;
    const notifications = revise(before, known, transitions);
    return { instance, state, notifications, replayed: { upTo, after: start.after, to } };
  });
}

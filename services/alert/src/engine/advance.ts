import {
  type Folded,
  fold,
  foldValues,
  type Moment,
  neverSeen,
  resume,
  resumeGap,
  revise,
  type Sample,
  type Told,
  type Turn,
} from '@lanbi/alerting';
import type { AlertStore, AlertSubject } from '@lanbi/model';
import { type Instant, instant, SECOND } from '@lanbi/standards';
import type { SampleSource } from '../samples/source.ts';
import type { Watch } from './book.ts';
import { counts, type Reach, reachOf, type Track } from './track.ts';

/** Where a track comes to, and what is to be told of the way. */
export interface Advance {
  readonly track: Track;
  readonly moment: Moment;
  readonly told: readonly Told[];
  /** Given when it was folded from the store. */
  readonly folded?: Reach;
  /** Given when it was judged anew: values up to `after` do not count from now on. */
  readonly anew?: { readonly after?: Instant };
}

/** Values later than all that the alert knows: it goes on from where it stands. */
export function goOn(track: Track, samples: readonly Sample[]): Advance {
  const { moment, turns } = foldValues(track.rule, track.moment, samples);
  return { track, moment, told: revise(track.moment.turn, [], turns) };
}

/** No values came for so long that the gap itself counts. */
export function goQuiet(track: Track, now: Instant): Advance {
  const { moment, turns } = fold(track.rule, track.moment, [], now);
  return { track, moment, told: revise(track.moment.turn, [], turns) };
}

/**
 * A gap after the last value is told by the clock, when nothing has come for a while: whoever sends the readings of
 * days gone by, one after another, is not silent between two of them. A gap that was told already stays.
 */
function foldBack(
  track: Track,
  start: Moment,
  samples: readonly Sample[],
  known: readonly Turn[],
  now: Instant,
): Folded {
  const values = foldValues(track.rule, start, samples);
  const all = fold(track.rule, start, samples, now);
  const toldBefore = new Set(known.map(({ since }) => since));
  const gaps = all.turns.slice(values.turns.length);
  return gaps.every(({ since }) => toldBefore.has(since)) ? all : values;
}

/** Whether a value is later than everything that the alert rests on. */
export const isAhead = ({ moment }: Track, at: Instant): boolean =>
  moment.last !== undefined && at > moment.last.at && at > moment.turn.since;

const madeByGap = ({ rule }: Track, { state }: Turn): boolean =>
  state === 'stale' || (rule.watched.kind === 'silence' && (state === 'pending' || state === 'firing'));

/** The moment right after a stored turn. */
function after(track: Track, turn: Turn): Moment {
  if (!madeByGap(track, turn)) return resume(turn);
  // How long the gap had lasted by then: a value of silence says it in seconds.
  return resumeGap(turn, turn.state === 'stale' ? reachOf(track) : (turn.value ?? 0) * SECOND);
}

/** Where to fold again from, so that what comes out is exact. */
interface Start {
  readonly track: Track;
  readonly from: Instant;
  /** The turn in force before the first value that changed, if any was told. */
  readonly base: Turn | undefined;
  readonly known: readonly Turn[];
}

interface Begin {
  readonly moment: Moment;
  /** Values up to here are behind it. */
  readonly behind: Instant;
}

/** From the turn in force on, however long ago that was; never seen: an earlier value can have no effect. */
function farBegin({ track, base, from }: Start): Begin {
  if (!base) return { moment: neverSeen(track.born), behind: instant(from - reachOf(track) - 1) };
  return { moment: after(track, base), behind: base.since };
}

/** Behind which a value is looked for that the turn in force lasted over; undefined where the turn itself is nearer. */
function nearBehind({ track, base, from }: Start): Instant | undefined {
  const near = instant(from - reachOf(track) - 1);
  const settled = base !== undefined && base.state !== 'pending' && !madeByGap(track, base);
  return settled && base.since < near ? near : undefined;
}

/**
 * No turn was told between the one in force and the first value that changed, so after any value in between the alert
 * stood in that turn and, as it was not pending, without a streak: what is older can have no effect. A value that is
 * stored and was not judged yet may have one; the log brings it, and then it is gone back to. Undefined when there is none.
 */
function nearBegin(start: Start, samples: readonly Sample[]): Begin | undefined {
  const { track, base, from } = start;
  const behind = nearBehind(start);
  if (!base || behind === undefined) return undefined;
  const last = samples.findLast(({ at }) => at > behind && at < from && counts(track, at));
  return last && { moment: { turn: base, last: { ...last, value: Number.NaN }, streak: 0 }, behind: last.at };
}

async function startOf(
  track: Track,
  subject: AlertSubject,
  from: Instant,
  alerts: AlertStore,
): Promise<Start> {
  const path = await alerts.alertPath(track.rule.id, subject, instant(from - 1));
  const base = path[0] && path[0].since < from ? path[0] : undefined;
  return { track, from, base, known: path.slice(base ? 1 : 0) };
}

/** The values near by, and those since the turns in force only where none near by is enough to begin with. */
async function begin(
  starts: readonly Start[],
  read: (after: Instant) => Promise<Sample[]>,
): Promise<{ begins: Begin[]; samples: readonly Sample[] }> {
  const near = Math.min(...starts.map((start) => nearBehind(start) ?? farBegin(start).behind));
  const samples = await read(instant(near));
  const begins = starts.map((start) => nearBegin(start, samples) ?? farBegin(start));
  const first = Math.min(...begins.map(({ behind }) => behind));
  return { begins, samples: first < near ? await read(instant(first)) : samples };
}

/**
 * Late or corrected values: every alert of the watch is folded again from the first of them on, over the stored
 * values, and what comes out is compared with what was told.
 * @param span `from`: the first of them; `to`: all that was judged ends by then, what is later the log still brings
 */
export async function goBack(
  { subject, figure, tracks }: Watch,
  { from, to }: { readonly from: Instant; readonly to: Instant },
  now: Instant,
  source: SampleSource,
  alerts: AlertStore,
): Promise<Advance[]> {
  const upTo = await source.head(figure, subject);
  const starts = await Promise.all(tracks.map((track) => startOf(track, subject, from, alerts)));
  const { begins, samples } = await begin(starts, (after) => source.samples(figure, subject, after, to));
  return starts.map(({ track, base, known }, index) => {
    const { moment: start, behind } = begins[index] as Begin;
    const own = samples.filter(({ at }) => at > behind && counts(track, at));
    const { moment, turns } = foldBack(track, start, own, known, now);
    const told = revise(base ?? neverSeen(track.born).turn, known, turns);
    return { track, moment, told, folded: { upTo, after: behind, to } };
  });
}

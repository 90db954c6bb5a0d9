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
import type { AlertStore } from '@lanbi/model';
import { type Instant, instant, SECOND } from '@lanbi/standards';
import type { SampleSource } from '../samples/source.ts';
import type { Watch } from './book.ts';
import { counts, reachOf, type Track } from './track.ts';

/** Where a track comes to, and what is to be told of the way. */
export interface Advance {
  readonly track: Track;
  readonly moment: Moment;
  readonly told: readonly Told[];
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

/** Where to begin again so that the fold from there on is exact: an earlier value can have no effect. */
function startOf(track: Track, base: Turn | undefined, from: Instant): { moment: Moment; behind: Instant } {
  if (!base) return { moment: neverSeen(track.born), behind: instant(from - reachOf(track) - 1) };
  return { moment: after(track, base), behind: base.since };
}

/**
 * Late or corrected values: every alert of the watch is folded again from the first of them on, over the stored
 * values, and what comes out is compared with what was told.
 */
export async function goBack(
  { figure, subject, tracks }: Watch,
  from: Instant,
  now: Instant,
  source: SampleSource,
  alerts: AlertStore,
): Promise<Advance[]> {
  const starts = await Promise.all(
    tracks.map(async (track) => {
      const path = await alerts.alertPath(track.rule.id, subject, instant(from - 1));
      const base = path[0] && path[0].since < from ? path[0] : undefined;
      return { track, base, known: path.slice(base ? 1 : 0), ...startOf(track, base, from) };
    }),
  );
  const first = instant(Math.min(...starts.map(({ behind }) => behind)));
  const samples = await source.samples(figure, subject, first, now);
  return starts.map(({ track, base, known, moment: start, behind }) => {
    const own = samples.filter(({ at }) => at > behind && counts(track, at));
    const { moment, turns } = foldBack(track, start, own, known, now);
    return { track, moment, told: revise(base ?? neverSeen(track.born).turn, known, turns) };
  });
}

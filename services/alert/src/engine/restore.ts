import { foldValues, neverSeen, type Sample, type Told } from '@lanbi/alerting';
import type { AlertSubject, PresentAlert, StoredTransition } from '@lanbi/model';
import { stationId } from '@lanbi/model';
import { endOfPeriod, isComputedWater } from '@lanbi/query';
import { type Instant, instant } from '@lanbi/standards';
import type { AlertDeps } from '../deps.ts';
import { resultKindOf } from '../samples/pick.ts';
import type { SampleSource } from '../samples/source.ts';
import { type Advance, goBack } from './advance.ts';
import type { Watch } from './book.ts';
import type { Later } from './later.ts';
import { type Reach, reachOf, type Track } from './track.ts';

/** When the figure of a watch last had something; undefined when it never had. */
async function lastOf(
  { figure, subject }: Watch,
  { store, water }: Pick<AlertDeps, 'store' | 'water'>,
  activity: Awaited<ReturnType<AlertDeps['store']['activity']>>,
): Promise<Instant | undefined> {
  const kind = resultKindOf(figure, subject.kind);
  if (kind && isComputedWater(kind)) return (await water.latest(kind, subject.id))?.to;
  const last = kind && (await store.latestResult(kind, subject.id))?.to;
  if (last !== undefined && figure.kind === 'composite-index') return endOfPeriod(figure.period, last);
  if (kind) return last;
  return activity.get(stationId(subject.id))?.lastObservation;
}

/**
 * An alert whose rule is new or was changed begins with the values that still count: those that its figure can depend
 * on by the last one. Where it comes out in the state that it is in, nobody's bell rings.
 */
function afresh(
  track: Track,
  present: StoredTransition | undefined,
  after: Instant | undefined,
  samples: readonly Sample[],
  { upTo, to }: Omit<Reach, 'after'>,
): Advance {
  const { moment, turns } = foldValues(track.rule, neverSeen(track.born), samples);
  const tense = present?.state === moment.turn.state ? 'still' : 'now';
  const past = turns.slice(0, -1).map((turn): Told => ({ turn, tense: 'past' }));
  // Never seen is a state too, and whoever polls is told.
  const told = [...past, { turn: moment.turn, tense } as const];
  if (after === undefined) return { track, moment, told, anew: {} };
  return { track, moment, told, folded: { upTo, after, to }, anew: { after } };
}

const keyOf = (ruleId: string, { kind, id }: AlertSubject): string => `${ruleId}|${kind}|${id}`;

/** Finds where every alert stands from the log of changes and the values stored since. */
export function createRestore(
  { store, water, alerts }: Pick<AlertDeps, 'store' | 'water' | 'alerts'>,
  source: SampleSource,
  later: Later,
  now: () => Instant,
) {
  let known: ReadonlyMap<string, PresentAlert> = new Map();
  let activity: Awaited<ReturnType<AlertDeps['store']['activity']>> = new Map();

  return {
    /** Before the first watch: what was told and when stations last spoke. */
    async prepare(): Promise<void> {
      const present = await alerts.presentAlerts();
      known = new Map(present.map((alert) => [keyOf(alert.change.ruleId, alert.change.subject), alert]));
      activity = await store.activity();
    },

    /** Alerts that were told of before and are under no rule any more. */
    *endedBut(tracks: Iterable<Track>): Iterable<PresentAlert> {
      const left = new Map(known);
      for (const { rule, subject } of tracks) left.delete(keyOf(rule.id, subject));
      yield* left.values();
    },

    /** @param isAsBefore whether the rule of a track is the one that its alert was told under */
    async watch(watch: Watch, isAsBefore: (track: Track) => boolean): Promise<Advance[]> {
      const last = await lastOf(watch, { store, water }, activity);
      const at = now();
      if (last !== undefined && last > at)
        for (const sample of await source.samples(watch.figure, watch.subject, at, last))
          later.holds(watch, sample.at, at);
      const old = watch.tracks.filter(
        (track) => known.has(keyOf(track.rule.id, watch.subject)) && isAsBefore(track),
      );
      const fresh = watch.tracks.filter((track) => !old.includes(track));
      for (const track of old) {
        const present = known.get(keyOf(track.rule.id, watch.subject));
        track.after = present?.after;
        if (present?.last.state === 'stale') track.born = present.last.since;
      }
      const goneOn =
        old.length > 0
          ? await goBack({ ...watch, tracks: old }, { from: last ?? at, to: at }, at, source, alerts)
          : [];
      if (fresh.length === 0) return goneOn;
      const reach = Math.max(...fresh.map(reachOf));
      const upTo = await source.head(watch.figure, watch.subject);
      const samples =
        last === undefined
          ? []
          : await source.samples(watch.figure, watch.subject, instant(last - reach - 1), at);
      const begun = fresh.map((track) => {
        const after = last === undefined ? undefined : instant(last - reachOf(track) - 1);
        const own = samples.filter((sample) => after !== undefined && sample.at > after);
        return afresh(track, known.get(keyOf(track.rule.id, watch.subject))?.last, after, own, {
          upTo,
          to: at,
        });
      });
      return [...goneOn, ...begun];
    },
  };
}

import { foldValues, neverSeen, revise, type Told } from '@lanbi/alerting';
import type { AlertSubject, PresentAlert, StoredTransition } from '@lanbi/model';
import { stationId } from '@lanbi/model';
import { type Instant, instant } from '@lanbi/standards';
import type { AlertDeps } from '../deps.ts';
import { resultKindOf } from '../samples/pick.ts';
import type { SampleSource } from '../samples/source.ts';
import { type Advance, goBack } from './advance.ts';
import type { Watch } from './book.ts';
import { reachOf, type Track } from './track.ts';

/** When the figure of a watch last had something; undefined when it never had. */
async function lastOf(
  { figure, subject }: Watch,
  store: AlertDeps['store'],
  activity: Awaited<ReturnType<AlertDeps['store']['activity']>>,
): Promise<Instant | undefined> {
  const kind = resultKindOf(figure, subject.kind);
  if (kind) return (await store.latestResult(kind, subject.id))?.to;
  return activity.get(stationId(subject.id))?.lastObservation;
}

/** An alert whose rule is new or was changed begins with the values that still count. */
function afresh(
  track: Track,
  present: StoredTransition | undefined,
  samples: readonly { at: Instant; value: number }[],
  now: Instant,
): Advance {
  const { moment, turns } = foldValues(track.rule, neverSeen(track.born), samples);
  if (!present) {
    // Never seen is a state too, and whoever polls is told.
    const told: Told[] =
      turns.length > 0
        ? revise(neverSeen(track.born).turn, [], turns)
        : [{ turn: moment.turn, tense: 'now' }];
    return { track, moment, told };
  }
  if (present.state === moment.turn.state) return { track, moment: { ...moment, turn: present }, told: [] };
  const since = moment.turn.since > present.since ? moment.turn.since : now;
  const turn = { ...moment.turn, since };
  return { track, moment: { ...moment, turn }, told: [{ turn, tense: 'now' }] };
}

const keyOf = (ruleId: string, { kind, id }: AlertSubject): string => `${ruleId}|${kind}|${id}`;

/** Finds where every alert stands from the log of changes and the values stored since. */
export function createRestore(
  { store, alerts }: Pick<AlertDeps, 'store' | 'alerts'>,
  source: SampleSource,
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

    /** @param isAsBefore whether the rule of a track is the one that its alert was told under */
    async watch(watch: Watch, isAsBefore: (track: Track) => boolean): Promise<Advance[]> {
      const last = await lastOf(watch, store, activity);
      const at = now();
      const old = watch.tracks.filter(
        (track) => known.has(keyOf(track.rule.id, watch.subject)) && isAsBefore(track),
      );
      const fresh = watch.tracks.filter((track) => !old.includes(track));
      const goneOn =
        old.length > 0 ? await goBack({ ...watch, tracks: old }, last ?? at, at, source, alerts) : [];
      if (fresh.length === 0) return goneOn;
      const reach = Math.max(...fresh.map(reachOf));
      const samples =
        last === undefined
          ? []
          : await source.samples(watch.figure, watch.subject, instant(last - reach - 1), at);
      return [
        ...goneOn,
        ...fresh.map((track) =>
          afresh(track, known.get(keyOf(track.rule.id, watch.subject))?.last, samples, at),
        ),
      ];
    },
  };
}

import type { Sample } from '@lanbi/alerting';
import type {
  AlertSubject,
  AlertSubjectKind,
  LogPosition,
  Registry,
  StoredObservation,
  StoredResult,
} from '@lanbi/model';
import { stationId } from '@lanbi/model';
import type { Instant } from '@lanbi/standards';
import { resultKindOf, sampleOf } from '../samples/pick.ts';
import { aboveSample, concerns, readingSample } from '../samples/readings.ts';
import type { Book, Watch } from './book.ts';

/** A value, or that there is none (any more), and where the log has it; without a place when its time has come. */
export interface News {
  readonly sample: Sample | undefined;
  readonly position?: LogPosition;
}
/** What a round brings to one watch, by time. */
export type Touch = Map<Instant, News>;
export type Touched = Map<Watch, Touch>;

function note(
  touched: Touched,
  watch: Watch,
  { to, position }: StoredObservation | StoredResult,
  sample: Sample | undefined,
): void {
  const touch = touched.get(watch) ?? new Map();
  touched.set(watch, touch);
  touch.set(to, { sample, position });
}

/** Notes what observations say to the figures that are taken from readings. */
export function touchByObservations(
  entries: readonly StoredObservation[],
  book: Book,
  registry: Registry,
  touched: Touched,
): void {
  for (const entry of entries) {
    const station = registry.stations.get(stationId(entry.station));
    if (!station) continue;
    for (const watch of book.of({ kind: 'station', id: entry.station })) {
      const { figure } = watch;
      if (!concerns(figure, entry, station)) continue;
      if (figure.kind === 'silence') note(touched, watch, entry, { at: entry.to, value: 0 });
      else if (figure.kind === 'pm2_5-above-pm10') note(touched, watch, entry, aboveSample(entry, station));
      else if (figure.kind === 'parameter')
        note(touched, watch, entry, readingSample(entry, station, figure.parameter));
      // How complete a day is takes the readings before; the store is asked.
      else note(touched, watch, entry, undefined);
    }
  }
}

/** Kinds of subject by the word that the kind of result begins with. */
const KINDS: Readonly<Record<string, AlertSubjectKind>> = {
  aqi: 'station',
  composite: 'station',
  region: 'region',
  class: 'section',
  river: 'river',
  lake: 'lake',
};

function subjectOf({ kind, subject }: StoredResult): AlertSubject | undefined {
  const of = KINDS[kind.slice(0, kind.indexOf('.'))];
  return of && { kind: of, id: subject };
}

/** Notes what results say to the figures that are evaluated. */
export function touchByResults(
  results: readonly StoredResult[],
  book: Book,
  { sections }: Registry,
  touched: Touched,
): void {
  for (const result of results) {
    const subject = subjectOf(result);
    if (!subject) continue;
    for (const watch of book.of(subject))
      if (resultKindOf(watch.figure, subject.kind) === result.kind)
        note(touched, watch, result, sampleOf(watch.figure, result, sections));
  }
}

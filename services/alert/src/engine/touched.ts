import type { Sample } from '@lanbi/alerting';
import type { AlertSubject, AlertSubjectKind, Registry, StoredObservation, StoredResult } from '@lanbi/model';
import { stationId } from '@lanbi/model';
import type { Instant } from '@lanbi/standards';
import { resultKindOf, sampleOf } from '../samples/pick.ts';
import { aboveSample, concerns, readingSample } from '../samples/readings.ts';
import type { Book, Watch } from './book.ts';

/** What a round brings to one watch: at each time a value, or that there is none (any more). */
export type Touch = Map<Instant, Sample | undefined>;
export type Touched = Map<Watch, Touch>;

function note(touched: Touched, watch: Watch, at: Instant, sample: Sample | undefined): void {
  const touch = touched.get(watch) ?? new Map();
  touched.set(watch, touch);
  touch.set(at, sample);
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
      if (figure.kind === 'silence') note(touched, watch, entry.to, { at: entry.to, value: 0 });
      else if (figure.kind === 'pm2_5-above-pm10')
        note(touched, watch, entry.to, aboveSample(entry, station));
      else if (figure.kind === 'parameter')
        note(touched, watch, entry.to, readingSample(entry, station, figure.parameter));
      // How complete a day is takes the readings before; the store is asked.
      else note(touched, watch, entry.to, undefined);
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
        note(touched, watch, result.to, sampleOf(watch.figure, result, sections));
  }
}

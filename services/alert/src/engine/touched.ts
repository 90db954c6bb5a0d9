import type { Sample } from '@lanbi/alerting';
import type {
  AlertSubject,
  AlertSubjectKind,
  Offset,
  Registry,
  ResultKind,
  StoredObservation,
  StoredResult,
} from '@lanbi/model';
import { stationId } from '@lanbi/model';
import { type AirFigures, type ComputedKey, nameOfKind, type WaterFigures } from '@lanbi/query';
import type { Instant } from '@lanbi/standards';
import { type Judging, resultKindOf, sampleOf } from '../samples/pick.ts';
import { aboveSample, concerns, readingSample } from '../samples/readings.ts';
import { indexSample } from '../samples/source.ts';
import type { Book, Watch } from './book.ts';

/** A value, or that there is none (any more), and where the log has it; without a place when its time has come. */
export interface News {
  readonly sample: Sample | undefined;
  readonly position?: Offset;
}
/** What a round brings to one watch, by time. */
export type Touch = Map<Instant, News>;
export type Touched = Map<Watch, Touch>;

function note(
  touched: Touched,
  watch: Watch,
  { to, position }: Pick<StoredObservation, 'to' | 'position'>,
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

/** Kinds of subject by the kind of a stored result. */
const KINDS: Readonly<Record<ResultKind, AlertSubjectKind>> = {
  'aqi.hour': 'station',
  'aqi.day': 'station',
  'region.aqi.hour': 'region',
  'region.aqi.day': 'region',
  'class.sample': 'section',
  'class.day': 'section',
};

const subjectOf = ({ kind, subject }: StoredResult): AlertSubject => ({ kind: KINDS[kind], id: subject });

/** Notes what stored results say to the figures that are in them. */
export function touchByResults(
  results: readonly StoredResult[],
  book: Book,
  judging: Judging,
  touched: Touched,
): void {
  for (const result of results)
    for (const watch of book.of(subjectOf(result)))
      if (isIn(watch, result)) note(touched, watch, result, sampleOf(watch.figure, result, judging));
}

/** Whether the value of a watch is in a result. */
const isIn = ({ figure, subject }: Watch, { kind }: StoredResult): boolean =>
  figure.kind !== 'composite-index' && resultKindOf(figure, subject.kind) === kind;

/** The days that changed of the subjects of watches over a composite index. */
function changedDays(results: readonly StoredResult[], book: Book): Map<Watch, StoredResult[]> {
  const changed = new Map<Watch, StoredResult[]>();
  for (const result of results)
    for (const watch of book.of(subjectOf(result))) {
      const { figure, subject } = watch;
      if (figure.kind !== 'composite-index' || resultKindOf(figure, subject.kind) !== result.kind) continue;
      const days = changed.get(watch);
      if (days) days.push(result);
      else changed.set(watch, [result]);
    }
  return changed;
}

/** Notes the composite indices of the windows that hold a day that changed. Each is at least as new as the days. */
export async function touchByDays(
  results: readonly StoredResult[],
  book: Book,
  { air, now }: { readonly air: AirFigures; readonly now: Instant },
  touched: Touched,
): Promise<void> {
  for (const [watch, days] of changedDays(results, book)) {
    const { figure, subject } = watch;
    const [last] = days.slice(-1);
    if (figure.kind !== 'composite-index' || !last) continue;
    const of = { id: subject.id, region: subject.kind === 'region' };
    const ends = days.map(({ to }) => to);
    for (const each of await air.indicesHolding(of, figure.period, ends, now))
      note(touched, watch, { to: each.at, position: last.position }, indexSample(each));
  }
}

/** The figures that changed days are a part of and that something watches, each with the last of these days. */
function watchedFigures(results: readonly StoredResult[], book: Book, water: WaterFigures) {
  const found = new Map<
    string,
    { readonly key: ComputedKey; readonly watches: Watch[]; day: StoredResult }
  >();
  for (const day of results)
    for (const key of water.touchedBy(day)) {
      const { kind, subject, from } = key;
      const name = nameOfKind(kind);
      const known = found.get(`${name} ${subject} ${from}`);
      if (known) known.day = day;
      if (known) continue;
      const watches = book
        .of({ kind: kind.of, id: subject })
        .filter(({ figure }) => resultKindOf(figure, kind.of) === name);
      if (watches.length > 0) found.set(`${name} ${subject} ${from}`, { key, watches, day });
    }
  return found.values();
}

/** Notes what days of sections say to the figures of water that are computed from them. Each is at least as new as the days. */
export async function touchByDaysOfSections(
  results: readonly StoredResult[],
  book: Book,
  { water, registry }: { readonly water: WaterFigures; readonly registry: Registry },
  touched: Touched,
): Promise<void> {
  for (const { key, watches, day } of watchedFigures(results, book, water)) {
    const figure = await water.get(nameOfKind(key.kind), key.subject, key);
    const at = { to: key.to, position: day.position };
    for (const watch of watches)
      note(touched, watch, at, figure && sampleOf(watch.figure, figure, { registry, water }));
  }
}

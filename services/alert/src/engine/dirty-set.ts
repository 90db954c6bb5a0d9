import type { Sample } from '@lanbi/alerting';
import type { AlertSubject, Offset, Registry, StoredObservation, StoredResult } from '@lanbi/model';
import { SUBJECT_OF_RESULT, stationId } from '@lanbi/model';
import {
  type AirFigures,
  type ComputedKey,
  nameOfKind,
  resultKindOf,
  type ValueDeps,
  type WaterFigures,
} from '@lanbi/query';
import type { Instant } from '@lanbi/standards';
import type { AlertDeps } from '../deps.ts';
import { mayHaveValue, readingSample } from '../samples/readings.ts';
import { sampleOf } from '../samples/result-sample.ts';
import { indexSample } from '../samples/source.ts';
import type { AlertIndex, AlertSeries } from './alert-index.ts';

/** A new value, undefined where there is none any more, and the offset of its entry; no offset for a deferred period. */
export interface NewValue {
  readonly sample: Sample | undefined;
  readonly position?: Offset;
}
/** New values of one series by their time. */
export type DirtyTimes = Map<Instant, NewValue>;
/** The series that a batch of entries changes. */
export type DirtySeries = Map<AlertSeries, DirtyTimes>;

function mark(
  dirty: DirtySeries,
  series: AlertSeries,
  { to, position }: Pick<StoredObservation, 'to' | 'position'>,
  sample: Sample | undefined,
): void {
  const times = dirty.get(series) ?? new Map();
  dirty.set(series, times);
  times.set(to, { sample, position });
}

/** Marks the series of readings that observations change. */
function markByObservations(
  entries: readonly StoredObservation[],
  index: AlertIndex,
  registry: Registry,
  dirty: DirtySeries,
): void {
  for (const entry of entries) {
    const station = registry.stations.get(stationId(entry.station));
    if (!station) continue;
    for (const series of index.of({ kind: 'station', id: entry.station })) {
      const { source } = series;
      if (!mayHaveValue(source, entry, station)) continue;
      if (source.from === 'arrivals') mark(dirty, series, entry, { at: entry.to, value: 0 });
      else if (source.from === 'readings') mark(dirty, series, entry, readingSample(source, entry, station));
      // Completeness depends on earlier readings: it is read from the store.
      else mark(dirty, series, entry, undefined);
    }
  }
}

const subjectOf = ({ kind, subject }: StoredResult): AlertSubject => ({
  kind: SUBJECT_OF_RESULT[kind],
  id: subject,
});

/** Marks the series whose values stand in results. */
function markByResults(
  results: readonly StoredResult[],
  index: AlertIndex,
  deps: ValueDeps,
  dirty: DirtySeries,
): void {
  for (const result of results)
    for (const series of index.of(subjectOf(result))) {
      const { source } = series;
      if (source.from === 'results' && source.kind === result.kind)
        mark(dirty, series, result, sampleOf(source, result, deps));
    }
}

/** The changed days of the subjects of series of composite indices. */
function changedDays(results: readonly StoredResult[], index: AlertIndex): Map<AlertSeries, StoredResult[]> {
  const changed = new Map<AlertSeries, StoredResult[]>();
  for (const result of results)
    for (const series of index.of(subjectOf(result))) {
      const { source } = series;
      if (source.from !== 'days' || source.kind !== result.kind) continue;
      const days = changed.get(series);
      if (days) days.push(result);
      else changed.set(series, [result]);
    }
  return changed;
}

/** Marks the composite indices of all periods that contain a changed day. Each is at least as new as the days. */
async function markByDays(
  results: readonly StoredResult[],
  index: AlertIndex,
  { air, now }: { readonly air: AirFigures; readonly now: Instant },
  dirty: DirtySeries,
): Promise<void> {
  for (const [series, days] of changedDays(results, index)) {
    const { source, subject } = series;
    const [last] = days.slice(-1);
    if (source.from !== 'days' || !last) continue;
    const of = { id: subject.id, region: subject.kind === 'region' };
    const ends = days.map(({ to }) => to);
    for (const each of await air.indicesHolding(of, source.period, ends, now))
      mark(dirty, series, { to: each.at, position: last.position }, indexSample(each));
  }
}

/** The figures made of changed days that a series has, each with the last of these days. */
function seriesOfFigures(results: readonly StoredResult[], index: AlertIndex, water: WaterFigures) {
  const found = new Map<
    string,
    { readonly key: ComputedKey; readonly series: AlertSeries[]; day: StoredResult }
  >();
  for (const day of results)
    for (const key of water.touchedBy(day)) {
      const { kind, subject, from } = key;
      const name = nameOfKind(kind);
      const known = found.get(`${name} ${subject} ${from}`);
      if (known) known.day = day;
      if (known) continue;
      const series = index
        .of({ kind: kind.of, id: subject })
        .filter(({ source }) => resultKindOf(source) === name);
      if (series.length > 0) found.set(`${name} ${subject} ${from}`, { key, series, day });
    }
  return found.values();
}

/** Marks the figures of water that are computed from changed days of sections. Each is at least as new as the days. */
async function markByDaysOfSections(
  results: readonly StoredResult[],
  index: AlertIndex,
  { water, registry }: { readonly water: WaterFigures; readonly registry: Registry },
  dirty: DirtySeries,
): Promise<void> {
  for (const { key, series: all, day } of seriesOfFigures(results, index, water)) {
    const figure = await water.get(nameOfKind(key.kind), key.subject, key);
    const at = { to: key.to, position: day.position };
    for (const series of all) {
      const { source } = series;
      const sample = figure && source.from === 'results' && sampleOf(source, figure, { registry, water });
      mark(dirty, series, at, sample || undefined);
    }
  }
}

/** Entries of both logs that are evaluated together. */
export interface AlertBatch {
  readonly observations: readonly StoredObservation[];
  readonly results: readonly StoredResult[];
}

/** The series that a batch changes, with their new values. */
export async function dirtySetOf(
  { observations, results }: AlertBatch,
  index: AlertIndex,
  deps: Pick<AlertDeps, 'air' | 'water' | 'registry'>,
  now: Instant,
): Promise<DirtySeries> {
  const dirty: DirtySeries = new Map();
  markByObservations(observations, index, deps.registry, dirty);
  markByResults(results, index, deps, dirty);
  await markByDaysOfSections(results, index, deps, dirty);
  await markByDays(results, index, { air: deps.air, now }, dirty);
  return dirty;
}

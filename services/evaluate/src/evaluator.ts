import { airHour, hourConcentrations, hourEndOf, sectionSample } from '@lanbi/evaluation';
import {
  consumerName,
  type Result,
  type SectionId,
  type Station,
  type StationId,
  type StoredObservation,
} from '@lanbi/model';
import { HOUR, type Instant, instant, isMissing } from '@lanbi/standards';
import type { EvaluateDeps } from './deps.ts';
import { type Follower, follow } from './follow.ts';

const CONSUMER = consumerName('evaluate');
/** Observations of the log in one round; their hours and samples are computed once each and committed together. */
const ROUND = 1_000;
/** More observations of one station than this cannot end within an hour of seconds. */
const PER_HOUR = 4_000;

interface Touched {
  /** `${station}@${end}` */
  readonly hours: Map<string, { readonly station: Station; readonly end: Instant }>;
  readonly samples: Map<string, { readonly section: SectionId; readonly at: Instant }>;
}

/** Which figures the observations touch. */
function touchedBy(
  entries: readonly StoredObservation[],
  stations: ReadonlyMap<StationId, Station>,
): Touched {
  const touched: Touched = { hours: new Map(), samples: new Map() };
  for (const entry of entries) {
    const station = stations.get(entry.station);
    if (!station) continue;
    if (station.medium === 'air') {
      const end = hourEndOf(entry.to);
      if (entry.period <= 3600) touched.hours.set(`${station.id}@${end}`, { station, end });
    } else if (station.section) {
      touched.samples.set(`${station.section}@${entry.to}`, { section: station.section, at: entry.to });
    }
  }
  return touched;
}

/** Follows the log of observations; each one re-opens the hour or sample that it touches, however late it comes. */
export function createEvaluator({ store, registry, clock, metrics, log }: EvaluateDeps): Follower {
  const evaluated = metrics.counter('lanbi_evaluate_observations', 'Observations evaluated');
  const changed = metrics.counter('lanbi_evaluate_results', 'Results that were new or changed', ['kind']);
  metrics.gauge('lanbi_evaluate_lag', 'Log positions stored and not yet evaluated', async () =>
    Math.max(0, (await store.head()) - (await store.position(CONSUMER))),
  );

  /** None for an hour that so far has only too few minutes: it is not over, and the hour before stays the latest. */
  async function hourResult(station: Station, end: Instant): Promise<Result[]> {
    const from = instant(end - HOUR);
    const observations = await store.range({ station: station.id, after: from, to: end, limit: PER_HOUR });
    const concentrations = hourConcentrations(observations, new Set<string>(station.parameters), end);
    const key = { kind: 'aqi.hour', subject: station.id, from, to: end } as const;
    const hourly = observations.some(({ period, to }) => period === 3600 && to === end);
    const begun = !hourly && Object.values(concentrations).every(isMissing);
    if (begun && !(await store.get(key))) return [];
    return [{ ...key, body: airHour(concentrations, end) }];
  }

  async function sampleResult(id: SectionId, at: Instant): Promise<Result[]> {
    const section = registry.sections.get(id);
    if (!section) return [];
    const stations = registry.stationsOfSection.get(id) ?? [];
    const after = instant(at - 1);
    const ranges = stations.map((station) => store.range({ station: station.id, after, to: at, limit: 100 }));
    const observations = (await Promise.all(ranges)).flat();
    return [
      { kind: 'class.sample', subject: id, from: at, to: at, body: sectionSample(section, observations, at) },
    ];
  }

  async function round(): Promise<boolean> {
    const entries = await store.read(await store.position(CONSUMER), ROUND);
    const last = entries.at(-1);
    if (!last) return false;
    const { hours, samples } = touchedBy(entries, registry.stations);
    const results: Result[] = [];
    for (const { station, end } of hours.values()) results.push(...(await hourResult(station, end)));
    for (const { section, at } of samples.values()) results.push(...(await sampleResult(section, at)));
    for (const result of await store.commit(CONSUMER, last.position, results, clock.now()))
      changed.add(1, { kind: result.kind });
    evaluated.add(entries.length);
    return true;
  }

  return follow({ name: 'evaluate', round, listen: (wake) => store.onAppend(wake), log });
}

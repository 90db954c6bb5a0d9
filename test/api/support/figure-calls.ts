import type { Observation } from '@lanbi/model';
import { civilDate, DAY, HOUR, type Instant, instant, startOfDate } from '@lanbi/standards';
import { observationOf, registryOf } from '@lanbi/testkit/samples/water-run';

export const registry = registryOf({
  regions: [
    { id: 'c', name: '市', kind: 'city' },
    { id: 'd', name: '区', kind: 'district', parent: 'c', targets: { 2026: { pm2_5: 35 } } },
  ],
  stations: [
    { id: 'A1', medium: 'air', name: '甲', region: 'd', role: 'evaluation' },
    { id: 'W1', medium: 'water', name: '乙', region: 'd', section: 's', period: 14_400 },
    { id: 'W2', medium: 'water', name: '丙', region: 'd', section: 't', period: 14_400 },
  ],
  lakes: [{ id: 'l', name: '湖' }],
  rivers: [{ id: 'v', name: '河' }],
  sections: [
    { id: 's', name: '断面', river: 'v', region: 'd', waterBody: 'river', target: 'III' },
    { id: 't', name: '湖心', lake: 'l', region: 'd', waterBody: 'lake', target: 'III' },
  ],
});
export const BEGIN = startOfDate(civilDate('2026-07-01'));
export const NOW = instant(BEGIN + 3 * DAY);

const AIR = { pm2_5: 40, pm10: 70, so2: 8, no2: 20, co: 0.6, o3: 110 };
const WATER = { ph: 7.5, do: 6.1, codmn: 4.2, nh3n: 0.4, tp: 0.08, tn: 1.1, chla: 0.01, transparency: 0.6 };

/** What the stations sent of a span: hours of air, samples of water each four hours. */
export function* sentIn(from: Instant, to: Instant): Iterable<Observation> {
  for (let end = from + HOUR; end <= to; end += HOUR) yield observationOf(registry, 'A1', instant(end), AIR);
  for (const station of ['W1', 'W2'])
    for (let end = from + 4 * HOUR; end <= to; end += 4 * HOUR)
      yield observationOf(registry, station, instant(end), WATER, 14_400);
}

/** Calls that answer no figure computed from records, and why. A new call is here or says how far it is evaluated. */
export const WITHOUT: Readonly<Record<string, string>> = {
  '/healthz': 'liveness',
  '/readyz': 'readiness; it says the lag itself',
  '/metrics': 'counters of the process; the lag is one of them',
  '/v1/stations': 'the registry, with the last readings as they were received',
  '/v1/stations/{id}': 'the same',
  '/v1/stations/{id}/latest': 'readings',
  '/v1/regions': 'the registry',
  '/v1/regions/{id}': 'the registry',
  '/v1/sections': 'the registry',
  '/v1/sections/{id}': 'the registry',
  '/v1/rivers': 'the registry',
  '/v1/rivers/{id}': 'the registry',
  '/v1/lakes': 'the registry',
  '/v1/lakes/{id}': 'the registry',
  '/v1/parameters': 'fixed',
  '/v1/figures': 'fixed',
  '/v1/alert-rules': 'what somebody entered',
  '/v1/alert-rules/{id}': 'what somebody entered',
  '/v1/alert-silences': 'what somebody entered',
  '/v1/annotations': 'what somebody entered',
  '/v1/annotations/{id}': 'what somebody entered',
  '/v1/alerts': 'states, each with the time of its value',
  '/v1/alerts/history': 'a log',
  '/v1/alerts/undelivered': 'a log',
  '/v1/audit': 'a log of changes that were made',
  '/v1/bulletins/published': 'kept as they were published',
  '/v1/bulletins/published/{number}': 'kept as it was published',
  '/v1/dead-letters': 'messages that were refused',
  '/v1/dead-letters/{id}': 'a message that was refused',
  '/v1/stream': 'endless; each event says it (services/api/test/stream-entries.test.ts)',
};

/** Means of readings are computed when they are asked for: they contain all that is stored. */
export const FROM_READINGS = ['/v1/stations/{id}/observations'];

const DAYS = 'from=2026-07-01&to=2026-07-02';
const QUERIES: Readonly<Record<string, string>> = {
  '/v1/stations/{id}/observations': `parameter=pm2_5&interval=day&${DAYS}`,
  '/v1/air/hours': DAYS,
  '/v1/air/days': DAYS,
  '/v1/air/periods': 'from=2026-07&to=2026-07',
  '/v1/air/completeness': DAYS,
  '/v1/air/rankings': 'level=district&period=month&at=2026-07',
  '/v1/air/stations/{id}/aqi': `interval=hour&${DAYS}`,
  '/v1/air/regions/{id}/aqi': `interval=day&${DAYS}`,
  '/v1/air/stations/{id}/composite-index': 'period=month&at=2026-07',
  '/v1/air/regions/{id}/composite-index': 'period=month&at=2026-07',
  '/v1/bulletins/{period}': 'region=c',
  '/v1/corrections': DAYS,
  '/v1/water/completeness': DAYS,
  '/v1/water/samples': DAYS,
  '/v1/water/days': DAYS,
  '/v1/water/months': 'from=2026-07&to=2026-07',
  '/v1/water/rivers': 'from=2026-07&to=2026-07',
  '/v1/water/lakes': 'from=2026-07&to=2026-07',
  '/v1/water/exceedances': DAYS,
  '/v1/water/trophic': DAYS,
  '/v1/water/rankings': 'level=city&period=month&at=2026-07',
  '/v1/water/summary': 'scope=c&period=month&at=2026-07',
  '/v1/water/regions/{id}/quality-index': 'period=month&at=2026-07',
  '/v1/water/rivers/{id}/class': 'period=month&at=2026-07',
  '/v1/water/lakes/{id}/class': 'period=month&at=2026-07',
  '/v1/water/sections/{id}/class': `interval=sample&${DAYS}`,
};

/** The id in a path. */
const ID: readonly (readonly [RegExp, string])[] = [
  [/\/air\/stations\//, 'A1'],
  [/\/v1\/stations\//, 'A1'],
  [/\/regions\//, 'd'],
  [/\/sections\//, 's'],
  [/\/rivers\//, 'v'],
  [/\/lakes\//, 'l'],
];
export const urlOf = (path: string): string => {
  const id = ID.find(([of]) => of.test(path))?.[1] ?? '';
  return `${path.replace('{id}', id).replace('{period}', '2026-07')}?${QUERIES[path] ?? ''}`;
};

import type { Registry, Store } from '@lanbi/model';
import { HOUR, type Instant, instant, parseInstant } from '@lanbi/standards';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { type PublishedSample, waterBodies } from '@lanbi/testkit/data/published-water';
import { observationOf, registryOf, WaterRun } from '@lanbi/testkit/samples/water-run';
import { startEvaluator } from './evaluation.ts';
import { hourEnding, type PlainAir, POLLUTANTS, readPlainAir } from './plain-air.ts';
import { hebeiRegistry, hebeiWeeks } from './published-hebei.ts';

/** The published readings of some months of Beijing, evaluated, with what the plain loops read. */
export interface PublishedYears {
  readonly store: Store;
  /** The registry as a file has it. */
  readonly file: object;
  readonly registry: Registry;
  readonly air: PlainAir;
  /** Stations of each district, three of them. */
  readonly districts: ReadonlyMap<string, readonly string[]>;
  readonly corrected: Reading;
  readonly late: Reading;
  close(): Promise<void>;
}

interface Reading {
  readonly station: string;
  /** End of the hour. */
  readonly to: string;
}

/** Not the true districts: three stations each, by name. */
function districtsOf(stations: readonly string[]): Map<string, readonly string[]> {
  const sorted = [...stations].sort();
  return new Map(
    Array.from({ length: 4 }, (_, at) => [`district-${at + 1}`, sorted.slice(at * 3, at * 3 + 3)] as const),
  );
}

const fileOf = (districts: ReadonlyMap<string, readonly string[]>): object => ({
  regions: [
    { id: 'beijing', name: { zh: '北京市', en: 'Beijing' }, kind: 'city' },
    ...[...districts.keys()].map((id) => ({ id, name: id, kind: 'district', parent: 'beijing' })),
  ],
  stations: [...districts].flatMap(([region, stations]) =>
    stations.map((id) => ({
      ...{ id, medium: 'air', name: id, region, role: 'evaluation' },
      ...(id === WINDY && { parameters: [...POLLUTANTS, 'wind_speed', 'wind_direction'] }),
    })),
  ),
});

/** The station that sends its wind too. */
const WINDY = 'Gucheng';
/** Clockwise from north, 22.5 degrees each, as the table names them. */
const SECTORS = 'N NNE NE ENE E ESE SE SSE S SSW SW WSW W WNW NW NNW'.split(' ');

/** The wind of an hour as a station sends it. */
function windOf({ winds }: PlainAir, station: string, hour: number) {
  const wind = station === WINDY ? winds.get(station)?.get(hour) : undefined;
  if (!wind) return [];
  return [
    ['wind_speed', wind.speed],
    ['wind_direction', SECTORS.indexOf(wind.sector) * 22.5],
  ] as const;
}

const at = (text: string): Instant => parseInstant(text) ?? instant(0);

/** When all but a late and a corrected reading is evaluated, and when these come. */
const FIRST = at('2017-01-01T00:30:00+08:00');
const SECOND = at('2017-01-20T12:00:00+08:00');

function* observations(
  air: PlainAir,
  registry: Registry,
  isWanted: (station: string, hour: number) => boolean,
) {
  const begin = at('2013-03-01T00:00:00+08:00');
  const { values } = air;
  const last = Math.max(...[...values.values()].flatMap((hours) => Math.max(...hours.keys())));
  const first = Math.min(...[...values.values()].flatMap((hours) => Math.min(...hours.keys())));
  for (let hour = first; hour <= last; hour += 1)
    for (const [station, hours] of values) {
      const six = hours.get(hour);
      if (!six || !isWanted(station, hour)) continue;
      const some = POLLUTANTS.flatMap((of) => (six[of] === null ? [] : [[of, six[of]] as const]));
      const all = Object.fromEntries([...some, ...windOf(air, station, hour)]);
      yield observationOf(registry, station, instant(begin + (hour + 1) * HOUR), all);
    }
}

const BATCH = 2_000;

async function write(store: Store, all: Iterable<ReturnType<typeof observationOf>>): Promise<void> {
  let batch: ReturnType<typeof observationOf>[] = [];
  const flush = async () => {
    const outcomes = await store.write({ observations: batch, deadLetters: [] });
    const rejected = outcomes.find(({ kind }) => kind !== 'accepted');
    if (rejected) throw new Error(JSON.stringify(rejected));
    batch = [];
  };
  for (const each of all) {
    batch.push(each);
    if (batch.length === BATCH) await flush();
  }
  await flush();
}

async function evaluate(store: Store, registry: Registry, now: Instant): Promise<void> {
  const evaluator = await startEvaluator(store, registry, { clock: { now: () => now } });
  await evaluator.caughtUp();
  await evaluator.stop();
}

/**
 * Twelve stations of Beijing in a store; one hour comes late, and PM2.5 of one is corrected by 100.
 * @param path of the store; in memory where it is not given
 */
export async function publishedYears(
  wanted: (month: string) => boolean,
  path = ':memory:',
): Promise<PublishedYears> {
  const air = readPlainAir(wanted);
  const districts = districtsOf(air.stations);
  const file = fileOf(districts);
  const registry = registryOf(file);
  const corrected = { station: 'Dongsi', to: '2016-12-10T12:00:00+08:00' };
  const late = { station: 'Tiantan', to: '2016-12-15T05:00:00+08:00' };
  const store = createEmbeddedStore({ path });
  await store.open();
  const isLate = (station: string, hour: number) => station === late.station && hour === hourEnding(late.to);
  await write(
    store,
    observations(air, registry, (station, hour) => !isLate(station, hour)),
  );
  await evaluate(store, registry, FIRST);
  const six = air.values.get(corrected.station)?.get(hourEnding(corrected.to));
  if (!six || six.pm2_5 === null) throw new Error('nothing to correct');
  six.pm2_5 += 100;
  const again = (station: string, hour: number) =>
    isLate(station, hour) || (station === corrected.station && hour === hourEnding(corrected.to));
  await write(store, observations(air, registry, again));
  await evaluate(store, registry, SECOND);
  return { store, file, registry, air, districts, corrected, late, close: () => store.close() };
}

/** The published six weeks of Hebei, evaluated. */
export interface PublishedWeeks {
  readonly store: Store;
  readonly registry: Registry;
  readonly samples: readonly PublishedSample[];
  readonly ids: ReadonlyMap<string, string>;
  readonly bodies: ReadonlyMap<string, 'river' | 'lake'>;
  close(): Promise<void>;
}

export async function publishedWeeks(): Promise<PublishedWeeks> {
  const samples = hebeiWeeks();
  const bodies = waterBodies();
  const { ids, registry } = hebeiRegistry(samples, bodies);
  const store = createEmbeddedStore({ path: ':memory:' });
  await store.open();
  const run = new WaterRun(store, registry);
  const all = samples
    .map(({ section, ts, values }) => observationOf(registry, `W-${ids.get(section)}`, at(ts), values))
    .sort((a, b) => a.to - b.to);
  for (let begin = 0; begin < all.length; begin += BATCH) await run.write(all.slice(begin, begin + BATCH));
  await run.finish();
  return { store, registry, samples, ids, bodies, close: () => store.close() };
}

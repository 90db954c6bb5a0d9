import { HOUR, instant, parseInstant } from '@lanbi/standards';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { observationOf, registryOf } from '@lanbi/testkit/samples/water-run';
import { type AskedApi, apiOver } from './api.ts';
import { startEvaluator } from './evaluation.ts';

const STATIONS = ['A1', 'A2', 'A3'];
const SECTIONS = ['s', 't'];

const registry = registryOf({
  regions: [
    { id: 'c', name: '市', kind: 'city' },
    { id: 'd', name: '区', kind: 'district', parent: 'c' },
  ],
  lakes: [{ id: 'l', name: '湖' }],
  rivers: [{ id: 'v', name: '河' }],
  sections: [
    { id: 's', name: '断面', river: 'v', region: 'd', waterBody: 'river', target: 'III' },
    { id: 't', name: '湖心', lake: 'l', region: 'd', waterBody: 'lake', target: 'III' },
  ],
  stations: [
    ...STATIONS.map((id) => ({ id, medium: 'air', name: id, region: 'd' })),
    ...SECTIONS.map((id) => ({ id: `W-${id}`, medium: 'water', name: id, region: 'd', section: id })),
  ],
});

const BEGIN = Date.parse('2026-04-01T00:00:00+08:00');
/** Hours of readings. */
export const HOURS = 24 * 4;
const NOW = parseInstant('2026-04-06T12:00:00+08:00') ?? instant(0);

/** Hours of three stations, of which A2 leaves out every fifth and A3 ends early. */
function* readings() {
  for (let hour = 1; hour <= HOURS; hour += 1) {
    const to = instant(BEGIN + hour * HOUR);
    for (const [at, id] of STATIONS.entries()) {
      if ((id === 'A2' && hour % 5 === 0) || (id === 'A3' && hour > 60)) continue;
      const pm2_5 = 20 + ((hour * 7 + at * 31) % 90);
      yield observationOf(registry, id, to, { pm2_5, pm10: 60 + at, so2: 9, no2: 20, co: 0.5, o3: 90 });
    }
    for (const [at, id] of SECTIONS.entries())
      if (hour % 4 === 0)
        yield observationOf(registry, `W-${id}`, to, {
          ph: 7.5,
          do: 7,
          codmn: 3,
          nh3n: 0.1 * (1 + (hour % 12)),
          tp: 0.04 + at / 10,
        });
  }
}

/** An API over four days of made readings of three stations and two sections, evaluated. */
export async function startMadeTables(): Promise<AskedApi> {
  const store = createEmbeddedStore({ path: ':memory:' });
  await store.open();
  await store.write({ observations: [...readings()], deadLetters: [] });
  const evaluator = await startEvaluator(store, registry);
  await evaluator.caughtUp();
  await evaluator.stop();
  const api = await apiOver(store, registry, NOW);
  return {
    ...api,
    async close() {
      await api.close();
      await store.close();
    },
  };
}

export type Row = Readonly<Record<string, unknown>>;
export interface Page {
  readonly data: readonly Row[];
  readonly meta: { readonly limit: number; readonly cursor?: string };
}

/** The rows of an answer in lines. */
export const linesOf = async (api: AskedApi, url: string): Promise<Row[]> =>
  (await api.text(url, 'application/x-ndjson'))
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row);

export const SPAN = 'from=2026-04-01&to=2026-04-04';
/** A question to each table. */
export const TABLES = [
  `/v1/air/hours?${SPAN}`,
  `/v1/air/hours?${SPAN}&fill=true`,
  `/v1/air/hours?${SPAN}&where=pm2_5>60`,
  `/v1/air/hours?${SPAN}&rank=-pm2_5`,
  `/v1/air/hours?${SPAN}&layout=wide&parameters=pm2_5`,
  `/v1/air/hours?${SPAN}&regions=all`,
  `/v1/air/days?${SPAN}`,
  `/v1/air/periods?interval=rolling-7d&${SPAN}`,
  `/v1/air/periods?interval=rolling-7d&${SPAN}&rank=-pm2_5`,
  `/v1/air/completeness?interval=day&${SPAN}`,
  `/v1/water/samples?${SPAN}`,
  `/v1/water/samples?${SPAN}&fill=true`,
  `/v1/water/days?${SPAN}`,
  `/v1/water/days?${SPAN}&fill=true`,
  `/v1/water/months?interval=rolling-7d&${SPAN}`,
  `/v1/water/months?interval=rolling-7d&${SPAN}&rank=-codmn`,
  `/v1/water/completeness?interval=day&${SPAN}`,
  `/v1/water/rivers?interval=rolling-7d&${SPAN}`,
  `/v1/water/lakes?interval=rolling-7d&${SPAN}`,
  `/v1/water/exceedances?${SPAN}`,
  `/v1/water/trophic?${SPAN}`,
  `/v1/corrections?${SPAN}`,
];

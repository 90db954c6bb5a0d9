import { AirRecomputation } from '@lanbi/evaluation';
import { consumerName, type Observation, type ParameterCode, type Store } from '@lanbi/model';
import { addDays, civilDate, HOUR, type Instant, instant, parseInstant, startOfDate } from '@lanbi/standards';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { observationOf, registryOf } from '@lanbi/testkit/samples/water-run';
import { afterEach } from 'vitest';
import { type AskedApi, apiOver } from './api.ts';
import { observationsOf, recordsOf } from './evaluation.ts';

export const REGISTRY = registryOf({
  regions: [
    { id: 'c', name: { zh: '城', en: 'City' }, kind: 'city' },
    { id: 'd1', name: 'd1', kind: 'district', parent: 'c' },
    { id: 'd2', name: 'd2', kind: 'district', parent: 'c' },
  ],
  stations: ['d1', 'd2'].map((region) => ({
    id: `S-${region}`,
    medium: 'air',
    name: region,
    region,
    role: 'evaluation',
  })),
});
export const LOW = { so2: 6, no2: 20, pm10: 35, pm2_5: 14, co: 0.8, o3: 80 };
export type Values = Readonly<Partial<Record<ParameterCode, number>>>;

export const at = (text: string): Instant => parseInstant(text) ?? instant(Number.NaN);

/** `hours` equal hourly values of a day, from the first. */
export function day(station: string, date: string, values: Values, hours = 24): Observation[] {
  const begin = startOfDate(civilDate(date));
  return Array.from({ length: hours }, (_, hour) =>
    observationOf(REGISTRY, station, instant(begin + (hour + 1) * HOUR), values),
  );
}

export const days = (station: string, first: string, count: number, values: Values): Observation[] =>
  Array.from({ length: count }, (_, n) => day(station, addDays(civilDate(first), n), values)).flat();

/** Lists of figures that answers have. */
export interface Shortfall {
  readonly rule: string;
  readonly item: string | null;
  readonly period: string | null;
  readonly needed: number;
  readonly found: number;
  readonly unit: string;
}
export interface Validity {
  readonly kind: string;
  readonly expected?: number;
  readonly observed?: number;
  readonly why?: { readonly zh: string; readonly en: string };
  readonly shortfalls?: readonly Shortfall[];
}
export interface GoodDays {
  readonly good: number;
  readonly valid: number;
  readonly ratio: number | null;
}
export interface Earlier {
  readonly index: number | null;
  readonly goodDays: GoodDays;
  readonly editions: Readonly<Record<string, unknown>>;
  readonly validity: Validity;
}
export interface Composite {
  readonly index: number | null;
  readonly validity: Validity;
  readonly provisional: boolean;
  readonly goodDays: GoodDays;
  readonly editions: Readonly<Record<string, unknown>>;
  readonly standards: readonly { readonly edition: string }[];
  readonly evaluation: { readonly complete: boolean; readonly behind: number; readonly since: string | null };
  readonly change: Readonly<
    Record<
      'periodBefore' | 'yearEarlier',
      {
        readonly own: Earlier;
        readonly sameEdition: Earlier;
        readonly used: Earlier;
        readonly sufficient: boolean;
      }
    >
  >;
}
export interface Ranking {
  readonly ranked: readonly { readonly region: string; readonly rank: number }[];
  readonly unranked: readonly {
    readonly region: string;
    readonly reason: string;
    readonly index: number | null;
    readonly validity: Validity | null;
  }[];
}

let opened: { readonly store: Store; readonly api: AskedApi[] } | undefined;
afterEach(async () => {
  for (const api of opened?.api ?? []) await api.close();
  await opened?.store.close();
  opened = undefined;
});

/** A store with readings that are all evaluated, and the API over it at a time of its own. */
export async function evaluated(observations: readonly Observation[]) {
  const store = createEmbeddedStore({ path: ':memory:' });
  await store.open();
  opened = { store, api: [] };
  await store.write({ observations, deadLetters: [] });
  const all = await observationsOf(store, REGISTRY);
  const results = recordsOf(new AirRecomputation(REGISTRY, { periods: false }).results(all));
  await store.commit(consumerName('evaluate'), await store.head(), results, at('2026-06-01T00:00:00+08:00'));
  return {
    store,
    async asked(now: string): Promise<AskedApi> {
      const api = await apiOver(store, REGISTRY, at(now));
      opened?.api.push(api);
      return api;
    },
  };
}

export const NOW = '2026-08-01T12:00:00+08:00';
export const index = (api: AskedApi, subject: string, query: string) =>
  api.get<Composite>(`/v1/air/${subject}/composite-index?${query}`);
export const ranking = (api: AskedApi, query: string) =>
  api.get<Ranking>(`/v1/air/rankings?level=district&${query}`);

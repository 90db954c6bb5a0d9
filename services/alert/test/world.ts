import { createEmbeddedAlerts } from '@lanbi/alerts-embedded';
import {
  type AlertStore,
  type Clock,
  type ParameterCode,
  type Publisher,
  type Registry,
  type Store,
  stationId,
} from '@lanbi/model';
import { AirFigures, WaterFigures } from '@lanbi/query';
import { parseRegistry } from '@lanbi/registry';
import { createLogger, createMetrics } from '@lanbi/runtime';
import { type Instant, instant, seconds } from '@lanbi/standards';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { type AlertEngine, createAlertEngine } from '../src/index.ts';

export function registryOf(file: object): Registry {
  const parsed = parseRegistry([{ name: 'test.json', text: JSON.stringify(file) }]);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.registry;
}

/** Stores in memory, a clock that is set by hand, and an engine that can be stopped and begun anew upon them. */
export interface World {
  readonly store: Store;
  readonly alerts: AlertStore;
  readonly water: WaterFigures;
  readonly clock: { now(): Instant; set(at: Instant): void };
  say(station: string, at: Instant, parameter: ParameterCode, value: number, flag?: string): Promise<void>;
  /** Lets the engine take everything that is stored, and look at the clock. */
  catchUp(): Promise<void>;
  /** A new engine on the same stores, as after a kill. */
  restart(): void;
  engine(): AlertEngine;
  close(): Promise<void>;
}

export async function createWorld(registry: Registry, begin: Instant): Promise<World> {
  const store = createEmbeddedStore({ path: ':memory:' });
  const alerts = createEmbeddedAlerts({ path: ':memory:' });
  await store.open();
  await alerts.open();
  let now = begin;
  const clock: Clock = { now: () => now };
  const publisher: Publisher = { publish: async () => {} };
  const water = new WaterFigures({ store, registry, clock });
  const make = () =>
    createAlertEngine({
      store,
      alerts,
      water,
      publisher,
      registry,
      air: new AirFigures({ store, registry, clock }),
      clock,
      metrics: createMetrics(),
      log: createLogger('silent'),
    });
  let engine = make();
  alerts.onAlertRules(() => engine.reload());
  return {
    store,
    alerts,
    water,
    clock: {
      now: () => now,
      set: (to) => {
        now = to;
      },
    },
    engine: () => engine,
    async say(station, at, parameter, value, flag = 'N') {
      const known = registry.stations.get(stationId(station));
      if (!known) throw new Error(`no station ${station}`);
      const reading = { parameter, value, flag, ...(flag !== 'N' && { invalid: 'flag' as const }) };
      await store.write({
        observations: [
          {
            station: known.id,
            medium: known.medium,
            region: known.region,
            to: at,
            period: seconds(known.period),
            receivedAt: now,
            readings: [reading],
          },
        ],
        deadLetters: [],
      });
    },
    async catchUp() {
      await engine.drain();
      await engine.tick();
    },
    restart() {
      engine = make();
    },
    async close() {
      await store.close();
      await alerts.close();
    },
  };
}

export const at = (text: string): Instant => instant(Date.parse(`${text}+08:00`));

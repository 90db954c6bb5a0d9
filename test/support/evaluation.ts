import { isDeepStrictEqual } from 'node:util';
import { createEvaluator, type EvaluatorDeps } from '@lanbi/evaluate';
import {
  AirRecomputation,
  DEFAULT_QUALITY,
  type EvaluatedFigure,
  type Figured,
  type FigureKey,
  isPeriodKind,
  stationFacts,
} from '@lanbi/evaluation';
import {
  CONSUMERS,
  isSameOffset,
  LOG_START,
  type Offset,
  type Registry,
  type Result,
  type StationId,
  type Store,
  type StoredObservation,
  type StoredResult,
} from '@lanbi/model';
import { figureOf } from '@lanbi/query';
import { createLogger, createMetrics, systemClock } from '@lanbi/runtime';
import { instant } from '@lanbi/standards';
import { registryOf } from '@lanbi/testkit/samples/water-run';

const EVALUATE = CONSUMERS.evaluate;
/** Figures of air need none. */
const NO_REGISTRY = registryOf({ regions: [{ id: 'none', name: 'none', kind: 'city' }] });
const ALL = 10_000_000;

export interface RunningEvaluator {
  /** Resolves when everything in the store is evaluated and committed. */
  caughtUp(): Promise<void>;
  /** Observations evaluated again so far for lost records. */
  rebuilt(): number | undefined;
  stop(): Promise<void>;
}

/** An evaluator over a store, alone. */
export async function startEvaluator(
  store: Store,
  registry: Registry,
  rules: Partial<Pick<EvaluatorDeps, 'quality' | 'clock' | 'mostDirty'>> = {},
): Promise<RunningEvaluator> {
  const evaluator = createEvaluator({
    store,
    registry,
    clock: systemClock,
    metrics: createMetrics(),
    log: createLogger('silent'),
    ...rules,
  });
  await evaluator.start();
  return {
    async caughtUp() {
      const by = [rules.quality ?? DEFAULT_QUALITY];
      const facts = stationFacts(registry);
      const open = async () => {
        const notes = await store.stationNotes();
        return [...facts].some(([id, each]) => !isDeepStrictEqual(notes.get(id)?.under, [each]));
      };
      while (
        !isSameOffset(await store.checkpoint(EVALUATE), await store.head()) ||
        !isDeepStrictEqual(await store.rules(), by) ||
        (await open())
      )
        await new Promise((resolve) => setTimeout(resolve, 2));
    },
    rebuilt: evaluator.rebuilt,
    stop: () => evaluator.stop(),
  };
}

/** A store whose log is read a few entries at a time, so that an evaluator is behind what is stored for long. */
export const readSlowly = (store: Store, most: number): Store =>
  new Proxy(store, {
    get(target, name) {
      const member = Reflect.get(target, name) as unknown;
      if (name === 'read') return (after: Offset, limit: number) => target.read(after, Math.min(limit, most));
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });

/** Everything that a store holds of the stations of a registry. */
export async function observationsOf(
  store: Store,
  registry: Registry,
): Promise<Map<StationId, readonly StoredObservation[]>> {
  const all = new Map<StationId, readonly StoredObservation[]>();
  const span = { after: instant(-1e12), to: instant(1e13), limit: ALL };
  for (const station of registry.stations.keys()) all.set(station, await store.range({ station, ...span }));
  return all;
}

type Figures = Record<string, unknown>;

/** Results by their identity, as plain JSON. */
export const byKey = (results: readonly (FigureKey & { readonly body: unknown })[]): Figures =>
  Object.fromEntries(
    results
      .map(
        ({ kind, subject, from, to, body }) =>
          [`${kind} ${subject} ${from} ${to}`, JSON.parse(JSON.stringify(body))] as const,
      )
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

export const storedResults = async (store: Store): Promise<readonly StoredResult[]> =>
  store.changedResults(LOG_START, ALL);

/** The figures of hours and days of air. */
export const airFigures = (results: readonly StoredResult[]): EvaluatedFigure[] =>
  results
    .filter(({ kind }) => /aqi\./.test(kind))
    .flatMap((each) => figureOf({ registry: NO_REGISTRY }, each) ?? []);

function recordOf(figure: EvaluatedFigure): Result {
  switch (figure.kind) {
    case 'aqi.hour':
    case 'region.aqi.hour': {
      const { aqi: _, validity: __, provisional: ___, ...body } = figure.body;
      return { ...figure, body };
    }
    case 'aqi.day':
    case 'region.aqi.day': {
      const { aqi: _, validity: __, provisional: running, ...body } = figure.body;
      return { ...figure, body: { ...body, running } };
    }
    default:
      throw new TypeError(`${figure.kind} is no figure of air`);
  }
}

/** Whether a figure is made of a record of its own. */
export const isRecorded = (figure: Figured): figure is EvaluatedFigure => !isPeriodKind(figure.kind);

/** What is stored of figures: nothing of periods. */
export const recordsOf = (figures: Iterable<Figured>): Result[] =>
  [...figures].filter(isRecorded).map(recordOf);

/** All figures of air anew from the raw readings in the store. */
export const recomputed = async (store: Store, registry: Registry): Promise<Figured[]> => [
  ...new AirRecomputation(registry, { rankings: true }).results(await observationsOf(store, registry)),
];

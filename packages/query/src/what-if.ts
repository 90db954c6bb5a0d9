import {
  type RecomputeOptions as AirOptions,
  type AirPeriodBody,
  airResults,
  coverageOptions,
  type EvaluationStore,
  type Figured,
  type FigureKey,
  isPeriodKind,
  type PeriodKind,
  sectionsAsked,
  type WaterMinimum,
  WaterRecomputation,
  type WaterRecomputeOptions,
} from '@lanbi/evaluation';
import type { ComputedWaterKind, Registry, StoredAnnotation } from '@lanbi/model';
import {
  type AirPollutant,
  type Aqi,
  type Instant,
  isMissing,
  type Maybe,
  type WaterClass,
} from '@lanbi/standards';
import { figureOf } from './figures/figure-of.ts';
import { isComputedWater } from './water/computed.ts';

/** A span that is evaluated again from its raw readings, without a change of the store. */
export interface RecomputeSpan {
  /** 00:00 of the first day. */
  readonly from: Instant;
  /** 00:00 after the last. */
  readonly to: Instant;
  /** Stations, sections, rivers, lakes, districts or cities; all when left out. */
  readonly subjects?: readonly string[];
  readonly options?: AirOptions & WaterRecomputeOptions;
}

/** The short form of a figure: an index of an hour or day, an index of a period, or a class. */
export interface ShortFigure {
  readonly aqi?: Maybe<number>;
  readonly level?: number | null;
  readonly index?: Maybe<number>;
  readonly terms?: Readonly<Record<AirPollutant, Maybe<number>>>;
  readonly primary?: readonly AirPollutant[];
  readonly class?: WaterClass | null;
  /** Main pollution items. */
  readonly main?: readonly string[];
  readonly edition?: string | undefined;
  readonly method?: string | undefined;
}

export interface Recomputed {
  readonly key: FigureKey;
  /** `same`: body and all; `stored` is absent where nothing is stored, or answered without days. */
  readonly same: boolean;
  readonly stored?: ShortFigure;
  readonly recomputed: ShortFigure;
}

/** What a figure is about of which nothing is stored. */
export interface ComputedFigureKey extends Omit<FigureKey, 'kind'> {
  readonly kind: PeriodKind | ComputedWaterKind;
}

export interface RecomputeDeps {
  /** As evaluations see it: where a rule of data quality excludes, `excluding` of it. */
  readonly store: EvaluationStore;
  /** The figure of a kind of which nothing is stored, as it is answered; undefined where it is made of no day. */
  readonly answered: (key: ComputedFigureKey) => Promise<Figured | undefined>;
  /** All annotations, as figures take them. */
  readonly annotations: () => Promise<readonly StoredAnnotation[]>;
  readonly registry: Registry;
  readonly waterMinimum?: WaterMinimum;
  /** Least share of days, per cent, of periods without a rule in the standard; the default where not given. */
  readonly periodCoverage?: number | undefined;
}

/** A section, a river, or the section that a lake is judged as. */
interface Classed {
  readonly class: Maybe<WaterClass>;
  readonly edition: string;
  readonly method?: string;
}

type MainItems = readonly { readonly item: string }[];

function shortWater({ class: of, edition, method }: Classed, mainItems: MainItems | undefined): ShortFigure {
  const main = mainItems?.map(({ item }) => item);
  return { class: isMissing(of) ? null : of, ...(main && { main }), edition, method };
}

function shortAqi({ aqi, level, primary, edition, method }: Aqi): ShortFigure {
  return { aqi, level: level ?? null, primary, edition, method };
}

function shortComposite({ composite }: AirPeriodBody): ShortFigure {
  const { edition, method, index, terms, primary } = composite;
  return { index, terms, primary, edition, method };
}

export function shortFigure({ body }: Pick<Figured, 'body'>): ShortFigure {
  if ('aqi' in body) return shortAqi(body.aqi);
  if ('composite' in body) return shortComposite(body);
  // A ranking is not stored, and not compared: its figures are.
  if ('rules' in body) return {};
  if ('basis' in body) return shortWater(body, body.mainItems);
  return shortWater(body.section, 'mainItems' in body ? body.mainItems : undefined);
}

/** Whether two figures say the same but for the edition's name. */
export function saysTheSame(a: ShortFigure, b: ShortFigure): boolean {
  const figures = ({ edition: _edition, method: _method, ...rest }: ShortFigure) => JSON.stringify(rest);
  return figures(a) === figures(b);
}

/**
 * What comparing a figure came to, one of four: equal in every part, equal in what it says, another figure, or nothing
 * to compare with.
 */
export function outcomeOf({
  same,
  stored,
  recomputed,
}: Recomputed): 'same' | 'alike' | 'differing' | 'notStored' {
  if (stored === undefined) return 'notStored';
  if (same) return 'same';
  return saysTheSame(stored, recomputed) ? 'alike' : 'differing';
}

/** Those of the subjects that the registry does not name. */
export function unknownSubjects(registry: Registry, subjects: readonly string[]): readonly string[] {
  const { regions, stations, sections, rivers, lakes } = registry;
  const named: readonly ReadonlyMap<string, unknown>[] = [regions, stations, sections, rivers, lakes];
  return subjects.filter((subject) => !named.some((all) => all.has(subject)));
}

async function* resultsOf(deps: RecomputeDeps, span: RecomputeSpan): AsyncIterableIterator<Figured> {
  const { registry, waterMinimum } = deps;
  const wanted = span.subjects && new Set(span.subjects);
  const annotations = await deps.annotations();
  const options = { ...span.options, ...coverageOptions(deps.periodCoverage), annotations };
  yield* airResults(deps, span, wanted, options);
  const sections = sectionsAsked(registry, wanted);
  yield* new WaterRecomputation(deps, waterMinimum, options).results(sections, span);
}

/**
 * Evaluates a span again from the raw readings in the store and compares. Hours, samples, days and those periods that
 * lie wholly within the span come out, one by one.
 */
export async function* recompute(
  deps: RecomputeDeps,
  span: RecomputeSpan,
): AsyncIterableIterator<Recomputed> {
  const wanted = span.subjects && new Set(span.subjects);
  for await (const result of resultsOf(deps, span)) {
    if (result.from < span.from || result.to > span.to) continue;
    if (!wanted || wanted.has(result.subject)) yield await compared(deps, result);
  }
}

/** The figure as it stands or is answered; undefined where there is none. */
async function present(deps: RecomputeDeps, { kind, ...key }: FigureKey): Promise<Figured | undefined> {
  if (isPeriodKind(kind) || isComputedWater(kind)) return deps.answered({ kind, ...key });
  const record = await deps.store.get({ kind, ...key });
  return record && figureOf(deps, record);
}

async function compared(deps: RecomputeDeps, figure: Figured): Promise<Recomputed> {
  const { kind, subject, from, to, body } = figure;
  const key = { kind, subject, from, to };
  const stored = await present(deps, key);
  const recomputed = shortFigure(figure);
  if (stored === undefined) return { key, same: false, recomputed };
  const same = JSON.stringify(stored.body) === JSON.stringify(body);
  return { key, same, stored: shortFigure(stored), recomputed };
}

import {
  AIR_POLLUTANTS,
  type AirPollutant,
  COMPOSITE_METHODS,
  COMPOSITE_ROUNDINGS,
  compositeIndex,
  Derivation,
  dailyAqi,
  dateAt,
  EDITION_STAGES,
  type Gb3095Edition,
  gb3095InForce,
  gb3838InForce,
  hourlyAqi,
  type Maybe,
  missing,
  sectionClass,
  startOfDate,
  WATER_ITEMS,
  WATER_METHODS,
  type WaterItem,
} from '@lanbi/standards';
import * as z from 'zod';
import { aqiFigure, aqiOf } from '../answers/air.ts';
import { figures, orReason } from '../answers/maybe.ts';
import { pollutantReasons, pollutantValues } from '../answers/pollutants.ts';
import { derivation, derivationOf } from '../answers/step.ts';
import { classFigure, classOf } from '../answers/water.ts';
import type { ApiDeps } from '../deps.ts';
import { aqiMethodFor, hj633For, pick } from '../editions.ts';
import { READ } from '../http/scope.ts';
import { dayNamed, timeQuery } from '../http/time.ts';
import type { ApiServer } from './types.ts';

const concentration = z
  .number()
  .min(0)
  .nullable()
  .or(z.literal('not-monitored'))
  .optional()
  .describe('µg/m³, CO mg/m³; null = missing');
const airValues = z.strictObject(
  Object.fromEntries(AIR_POLLUTANTS.map((of) => [of, concentration])) as Record<
    AirPollutant,
    typeof concentration
  >,
);
const further = z
  .strictObject({
    so2_24h: concentration,
    o3_8h: concentration,
    pm10_24h: concentration,
    pm2_5_24h: concentration,
    o3_1h: concentration,
  })
  .default({});
const explain = z.object({ explain: z.enum(['true', 'false']).optional() });

type Given = z.infer<typeof concentration>;
const maybe = (value: Given): Maybe<number> =>
  typeof value === 'number' ? value : missing(value === 'not-monitored' ? value : 'no-data');
const maybeEach = (
  values: Readonly<Partial<Record<AirPollutant, Given>>>,
): Record<AirPollutant, Maybe<number>> =>
  Object.fromEntries(AIR_POLLUTANTS.map((of) => [of, maybe(values[of])])) as Record<
    AirPollutant,
    Maybe<number>
  >;
/** Only what was given: what is left out stays out. */
const given = <K extends string>(
  values: Readonly<Partial<Record<K, Given>>>,
): Partial<Record<K, Maybe<number>>> =>
  Object.fromEntries(
    Object.entries<Given>(values).flatMap(([of, value]) => (value === undefined ? [] : [[of, maybe(value)]])),
  ) as Partial<Record<K, Maybe<number>>>;
const keysOf = <K extends string>(table: Readonly<Record<K, unknown>>): K[] => Object.keys(table) as K[];
const traceOf = (query: z.infer<typeof explain>): Derivation | undefined =>
  query.explain === 'true' ? new Derivation() : undefined;

const at = timeQuery
  .optional()
  .describe(
    'a time in the period, or a date, month or year, of which the last day counts; chooses the edition; default now',
  );

function aqiRoute(app: ApiServer, { clock }: ApiDeps): void {
  const body = z.strictObject({
    kind: z.enum(['hourly', 'daily']),
    at,
    edition: z.string().max(64).optional(),
    method: z
      .string()
      .max(64)
      .optional()
      .describe('a method of the edition for this kind, such as `live` or `text`; default its first'),
    values: airValues,
    further: further.describe(
      'what a method asks for beside the six: sliding means, ozone daily maximum 1 h',
    ),
  });
  const schema = {
    tags: ['calculate'],
    summary: 'Air quality index of given concentrations',
    querystring: explain,
    body,
    response: { 200: aqiFigure },
  };
  app.post(
    '/v1/calculate/aqi',
    { config: READ, schema },
    async ({ body: { kind, at, edition, method, values, further: beside }, query }) => {
      const under = hj633For(edition, at === undefined ? clock.now() : startOfDate(dayNamed('at', at)));
      const trace = traceOf(query);
      const evaluate = kind === 'hourly' ? hourlyAqi : dailyAqi;
      const input = { values: maybeEach(values), further: given(beside) };
      const asked = aqiMethodFor(method, kind, under);
      return aqiOf(evaluate(input, under, { method: asked }, trace), trace?.steps);
    },
  );
}

function compositeRoute(app: ApiServer, { clock }: ApiDeps): void {
  const body = z.strictObject({
    at,
    edition: z.string().max(64).optional(),
    stage: z.enum(EDITION_STAGES).optional(),
    method: z.enum(keysOf(COMPOSITE_METHODS)).default('ranking'),
    rounding: z.enum(keysOf(COMPOSITE_ROUNDINGS)).default('round-each'),
    values: airValues,
    percentiles: airValues
      .partial()
      .optional()
      .describe('for `annex-c`: of the day means, SO2 and NO2 the 98th, PM10 and PM2.5 the 95th'),
  });
  const answer = z.object({
    index: z.number().nullable(),
    reason: z.string().optional(),
    terms: pollutantValues,
    missing: pollutantReasons.describe('why a term is null'),
    max: z.number().nullable(),
    primary: z.array(z.string()),
    edition: z.string(),
    stage: z.enum(EDITION_STAGES).optional(),
    method: z.string(),
    rounding: z.string(),
    weights: z.string(),
    derivation,
  });
  const schema = {
    tags: ['calculate'],
    summary: 'Composite index of period figures',
    querystring: explain,
    body,
    response: { 200: answer },
  };
  app.post(
    '/v1/calculate/composite-index',
    { config: READ, schema },
    async ({ body: { at, edition, stage, method, rounding, values, percentiles = {} }, query }) => {
      const date = at === undefined ? dateAt(clock.now()) : dayNamed('at', at);
      const asked = stage ? `GB 3095-2026/${stage}` : edition;
      const under = asked === undefined ? gb3095InForce(date) : (pick('GB 3095', asked) as Gb3095Edition);
      const trace = traceOf(query);
      const input = { values: maybeEach(values), percentiles: given(percentiles) };
      const result = compositeIndex(input, under, { method, rounding }, trace);
      const { value, reason } = orReason(result.index);
      const terms = figures(result.terms);
      return {
        ...result,
        index: value,
        ...(reason && { reason }),
        terms: terms.values,
        missing: terms.missing,
        max: orReason(result.max).value,
        primary: [...result.primary],
        edition: under.id,
        ...derivationOf(trace?.steps),
      };
    },
  );
}

function classRoute(app: ApiServer, { clock }: ApiDeps): void {
  const value = z.number().nullable().optional();
  const body = z.strictObject({
    waterBody: z.enum(['river', 'lake']),
    at,
    edition: z.string().max(64).optional(),
    target: z.enum(['I', 'II', 'III', 'IV', 'V']).optional(),
    method: z
      .enum(['realtime', '2011'])
      .default('2011')
      .describe(
        '`2011`: all items of table 1 but temperature, TN, coliform; `realtime`: pH, DO, CODMn, NH3-N, TP',
      ),
    values: z.strictObject(
      Object.fromEntries(
        WATER_ITEMS.map((item) => [
          item,
          item === 'water_temperature' ? value : z.number().min(0).nullable().optional(),
        ]),
      ) as Record<WaterItem, typeof value>,
    ),
  });
  const schema = {
    tags: ['calculate'],
    summary: 'Class of given values',
    querystring: explain,
    body,
    response: { 200: classFigure },
  };
  app.post(
    '/v1/calculate/water-class',
    { config: READ, schema },
    async ({ body: { waterBody, at, edition, target, method, values }, query }) => {
      const date = at === undefined ? dateAt(clock.now()) : dayNamed('at', at);
      const given = Object.entries(values).flatMap(([item, found]) =>
        found === undefined ? [] : [[item, found ?? missing('no-data')]],
      );
      const trace = traceOf(query);
      const input = { waterBody, values: Object.fromEntries(given), ...(target && { target }) };
      const under = edition === undefined ? gb3838InForce(date) : pick('GB 3838', edition);
      return classOf(sectionClass(input, under, WATER_METHODS[method], {}, trace), trace?.steps);
    },
  );
}

/** Figures of values that the caller gives, nothing stored. */
export function calculateRoutes(app: ApiServer, deps: ApiDeps): void {
  aqiRoute(app, deps);
  compositeRoute(app, deps);
  classRoute(app, deps);
}

import { indexValidity } from '@lanbi/evaluation';
import type { Region, Registry, Station } from '@lanbi/model';
import { airHourFigures, type LatestOf } from '@lanbi/query';
import {
  AIR_POLLUTANTS,
  dateAt,
  eachPollutant,
  formatInstant,
  gb3095InForce,
  hj633InForce,
  hj663InForce,
  type Instant,
  roundResult,
} from '@lanbi/standards';
import { PARAMETERS } from '@lanbi/wire';
import * as z from 'zod';
import { aqiOf, category, categoryAnswerOf, coveredEach, rulesOf } from './air.ts';
import { coverage } from './coverage.ts';
import { evaluationOf } from './evaluation.ts';
import {
  latestEditions,
  latestMeta,
  latestState,
  latestStateOf,
  latestSubject,
  regionsUp,
} from './latest.ts';
import { figures } from './maybe.ts';
import { ofPollutants, pollutantReasons, pollutantValues } from './pollutants.ts';
import { standardsOf } from './standards.ts';

const index = {
  from: z.string().nullable().describe('begin of the hour'),
  to: z.string().nullable(),
  aqi: z.number().nullable(),
  reason: z.string().optional().describe('why there is no index'),
  level: z.number().nullable().describe('of `meta.categories`'),
  primary: z.array(z.string()),
  concentrations: pollutantValues.describe('one-hour means, rounded as they are published'),
  subIndices: pollutantValues,
  missing: pollutantReasons.optional().describe('why a sub-index is null'),
};

const rowOf = <Shape extends z.ZodRawShape>(more: Shape) =>
  z.object({ ...latestSubject, ...more, ...index, ...latestState, ...latestEditions }).partial();

export const latestStationRow = rowOf({ region: z.string(), role: z.string() }).meta({
  id: 'LatestAirStation',
});
export const latestRegionRow = rowOf({
  kind: z.string(),
  parent: z.string().optional(),
  coverage: ofPollutants(coverage).optional().describe('evaluation points'),
}).meta({ id: 'LatestAirRegion' });

export const latestAirMeta = z.object({
  interval: z.literal('hour'),
  ...latestMeta,
  units: ofPollutants(z.string()),
  categories: z.array(category),
});

const UNITS = eachPollutant((each) => PARAMETERS[each].unit);

/** The editions in force; a row whose hour is under others names them. */
export function latestAirMetaOf(
  now: Instant,
  lag: Parameters<typeof evaluationOf>[0],
): z.infer<typeof latestAirMeta> {
  const [hj633, gb3095] = [hj633InForce(dateAt(now)), gb3095InForce(dateAt(now))];
  return {
    interval: 'hour',
    edition: hj633.id,
    standards: standardsOf(hj633.id, gb3095.id),
    units: UNITS,
    categories: hj633.categories.map(categoryAnswerOf),
    evaluation: evaluationOf(lag),
  };
}

const NO_INDEX = { aqi: null, level: null, primary: [], concentrations: {}, subIndices: {} };

function indexOf({ result, staleness }: LatestOf<'stations' | 'regions'>) {
  if (!result) {
    const reason = staleness.reason === 'no-station' ? 'no-evaluation-point' : 'no-data';
    return { from: null, to: null, ...NO_INDEX, reason };
  }
  const { from, to } = result;
  const body = airHourFigures.compute(result);
  const { aqi, reason, level, primary, subIndices, missing, edition, method } = aqiOf(body.aqi);
  const hj663 = hj663InForce(dateAt(from));
  const rounded = AIR_POLLUTANTS.map(
    (each) => [each, roundResult(each, body.concentrations[each], hj663)] as const,
  );
  return {
    from: formatInstant(from),
    to: formatInstant(to),
    aqi,
    ...(reason && { reason }),
    level,
    primary,
    concentrations: figures(Object.fromEntries(rounded)).values,
    subIndices,
    ...(Object.keys(missing).length > 0 && { missing }),
    ...(body.coverage && { coverage: coveredEach(body.coverage) }),
    edition,
    method,
    standards: standardsOf(edition, ...rulesOf(result)),
  };
}

const stateOf = (figure: LatestOf<'stations' | 'regions'>) =>
  latestStateOf(figure, figure.result && indexValidity(figure.result, airHourFigures.compute(figure.result)));

export const latestStationOf = (
  { regions }: Registry,
  figure: LatestOf<'stations'>,
): z.infer<typeof latestStationRow> => {
  const { id, name, region, role, location }: Station = figure.subject;
  return {
    id,
    name: { ...name },
    region,
    regions: [...regionsUp(regions, region)],
    role,
    location: location ? { ...location } : null,
    ...indexOf(figure),
    ...stateOf(figure),
  };
};

export const latestRegionOf = (
  { regions }: Registry,
  figure: LatestOf<'regions'>,
): z.infer<typeof latestRegionRow> => {
  const { id, name, kind, parent, location }: Region = figure.subject;
  return {
    id,
    name: { ...name },
    kind,
    ...(parent && { parent }),
    regions: [...regionsUp(regions, parent)],
    location: location ? { ...location } : null,
    ...indexOf(figure),
    ...stateOf(figure),
  };
};

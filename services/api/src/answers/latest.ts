import { STALENESS_REASONS, STATION_STATES } from '@lanbi/evaluation';
import type { Region, RegionId } from '@lanbi/model';
import type { LatestGroup, LatestOf } from '@lanbi/query';
import { formatInstant, type Validity } from '@lanbi/standards';
import * as z from 'zod';
import { validity, validityAnswerOf } from './coverage.ts';
import { dataState, dataStateOf } from './data-state.ts';
import { evaluation } from './evaluation.ts';
import { name } from './name.ts';
import { location } from './registry.ts';
import { standards } from './standards.ts';

/** What each row says of its subject, first. (Every member is optional, since `fields` may leave it out.) */
export const latestSubject = {
  id: z.string(),
  name,
  regions: z.array(z.string()).describe('the region it is in and all above it, nearest first'),
  location: location.unwrap().nullable(),
};

/** What each row says of its figure, last. */
export const latestState = {
  validity,
  provisional: z.boolean().nullable().describe('null where there is no figure'),
  dataState,
  complete: z.boolean().describe('whether everything stored of its stations is evaluated'),
  staleness: z.object({
    state: z.enum(STATION_STATES),
    reason: z.enum(STALENESS_REASONS),
    since: z.string(),
    lastSeen: z.string().nullable().describe('end of the last period that was reported'),
  }),
  revision: z.number().nullable(),
  computedAt: z.string().nullable(),
};

/** Editions of a row; in JSON of a row whose editions are not those of `meta`. */
export const latestEditions = {
  edition: z.string().optional().describe('where it is not that of `meta`; in a table always'),
  method: z.string().optional(),
  standards: standards.optional(),
};

/** What is the same for all rows. */
export const latestMeta = {
  edition: z.string(),
  standards,
  evaluation: evaluation.describe('of all stations together'),
};

/** The regions that a region is in, itself first. */
export function regionsUp(
  regions: ReadonlyMap<RegionId, Region>,
  region: RegionId | undefined,
): readonly RegionId[] {
  if (region === undefined) return [];
  return [region, ...regionsUp(regions, regions.get(region)?.parent)];
}

const NO_DATA: Validity = { kind: 'missing', reason: 'no-data' };

/** @param found the validity of the figure, where there is one */
export function latestStateOf(
  { result, provisional, dataState: checked, evaluation: { complete }, staleness }: LatestOf<LatestGroup>,
  found: Validity = NO_DATA,
) {
  const { state, reason, since, activity } = staleness;
  return {
    validity: validityAnswerOf(found),
    provisional: provisional ?? null,
    ...dataStateOf(checked),
    complete,
    staleness: {
      state,
      reason,
      since: formatInstant(since),
      lastSeen: activity ? formatInstant(activity.lastObservation) : null,
    },
    revision: result?.revision ?? null,
    computedAt: result ? formatInstant(result.computedAt) : null,
  };
}

import { PERIOD_METHOD, type PeriodName, periodStandards, type Window } from '@lanbi/evaluation';
import {
  type RiverCount,
  type SectionOptions,
  WATER_METHODS,
  type WaterMethod,
  type WaterStandards,
} from '@lanbi/standards';
import type * as z from 'zod';
import { pick } from '../editions.ts';
import { Problem } from '../http/problem.ts';
import type { waterOptions } from './period-query.ts';

export type WaterOptions = z.infer<typeof waterOptions> & { readonly basis?: RiverCount | undefined };

/** @throws Problem unknown-edition */
export function waterMethodFor(asked: string | undefined, otherwise: WaterMethod): WaterMethod {
  if (asked === undefined) return otherwise;
  if (Object.hasOwn(WATER_METHODS, asked)) return WATER_METHODS[asked as WaterMethod['id']];
  const known = Object.keys(WATER_METHODS).join(', ');
  throw new Problem('unknown-edition', `no method ${asked}; there are ${known}`);
}

/** The options of a query that differ from those of the method. */
export const optionsFor = ({ rounding, saturation }: WaterOptions): Partial<SectionOptions> => ({
  ...(rounding && { rounding }),
  ...(saturation && { saturationRelief: saturation === 'true' }),
});

/** Whether a query asks for more than the stored figure. */
export const asksOtherwise = ({ edition, method, rounding, saturation, explain }: WaterOptions): boolean =>
  [edition, method, rounding, saturation].some((each) => each !== undefined) || explain === 'true';

/** The standards of a period, with what the query names otherwise. @throws Problem unknown-edition */
export function standardsFor(query: WaterOptions, period: PeriodName, window: Window): WaterStandards {
  const method = waterMethodFor(query.method, PERIOD_METHOD);
  const found = periodStandards(period, window, method, optionsFor(query));
  const by = query.basis ? { ...found, riverCount: query.basis } : found;
  if (query.edition === undefined) return by;
  return { ...by, edition: pick('GB 3838', query.edition) };
}

import { PERIODS, type PeriodName } from '@lanbi/evaluation';
import type { PeriodSpan } from '@lanbi/query';
import type { Instant } from '@lanbi/standards';
import * as z from 'zod';
import { readWindow, windowQuery } from '../http/period.ts';
import { evaluationQuery } from '../routes/series.ts';

/** How the values of water are to be evaluated. */
export const waterOptions = evaluationQuery.extend({
  rounding: z
    .enum(['none', 'hour', 'assessment'])
    .optional()
    .describe('digits of a mean before its class is looked up; default that of the method for the period'),
  saturation: z
    .enum(['true', 'false'])
    .optional()
    .describe('dissolved oxygen is class I from 90 % of saturation on too'),
});

/** How a river or area is evaluated by its sections. */
const basis = z
  .enum(['registered', 'reporting'])
  .optional()
  .describe(
    'which sections decide whether a river is evaluated by mean or by proportion: all that are registered for it in the period (default), or those that have a class',
  );

/** Which period of a water or area. */
export const waterPeriodQuery = waterOptions.extend({
  basis,
  period: z.enum(PERIODS).default('month'),
  ...windowQuery,
});

/** The window that a query asks for. @throws Problem bad-time */
export const askedPeriod = (
  query: { period: PeriodName; at?: string | undefined; from?: string | undefined; to?: string | undefined },
  now: Instant,
): PeriodSpan => ({ period: query.period, window: readWindow(query, now) });

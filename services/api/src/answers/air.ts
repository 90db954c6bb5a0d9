import type { AirHourBody } from '@lanbi/evaluation';
import type { StoredResult } from '@lanbi/model';
import { type Aqi, formatInstant, type Step } from '@lanbi/standards';
import * as z from 'zod';
import { figures, orReason } from './maybe.ts';

const numbers = z.record(z.string(), z.number().nullable());
const reasons = z.record(z.string(), z.string());
const step = z.looseObject({
  quantity: z.string(),
  edition: z.string(),
  clause: z.string(),
  arithmetic: z.string(),
});

/** The part that a stored hour and a calculated one share. */
export const aqiFigure = z.object({
  aqi: z.number().nullable(),
  reason: z.string().optional().describe('why there is no index'),
  level: z.number().nullable(),
  category: z.looseObject({ zh: z.string(), en: z.string() }).nullable(),
  primary: z.array(z.string()),
  subIndices: numbers,
  missing: reasons.describe('why a sub-index is null'),
  edition: z.string(),
  method: z.string(),
  derivation: z.array(step).optional(),
});

export const validity = z.looseObject({ kind: z.enum(['valid', 'insufficient', 'missing']) });

export const computed = z.object({
  from: z.string(),
  to: z.string(),
  validity,
  provisional: z.boolean(),
  revision: z.number(),
  computedAt: z.string(),
});

export const airHourAnswer = aqiFigure
  .extend({ station: z.string(), concentrations: numbers, ...computed.shape })
  .meta({ id: 'AirHour' });

export function aqiOf(aqi: Aqi, steps?: readonly Step[]): z.infer<typeof aqiFigure> {
  const { value, reason } = orReason(aqi.aqi);
  const { values, missing } = figures(aqi.subIndices);
  return {
    aqi: value,
    ...(reason && { reason }),
    level: aqi.category?.level ?? null,
    category: aqi.category ? { ...aqi.category } : null,
    primary: [...aqi.primary],
    subIndices: values,
    missing,
    edition: aqi.edition,
    method: aqi.method,
    ...(steps && { derivation: steps.map((each) => ({ ...each })) }),
  } as z.infer<typeof aqiFigure>;
}

export function envelopeOf(
  result: StoredResult<Pick<AirHourBody, 'validity' | 'provisional'>>,
): z.infer<typeof computed> {
  return {
    from: formatInstant(result.from),
    to: formatInstant(result.to),
    validity: { ...result.body.validity },
    provisional: result.body.provisional,
    revision: result.revision,
    computedAt: formatInstant(result.computedAt),
  };
}

export const airHourOf = (
  result: StoredResult<AirHourBody>,
  aqi: Aqi,
  steps?: readonly Step[],
): z.infer<typeof airHourAnswer> => ({
  station: result.subject,
  ...envelopeOf(result),
  ...aqiOf(aqi, steps),
  concentrations: figures(result.body.concentrations).values,
});

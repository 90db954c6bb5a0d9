import * as z from 'zod';

/** Bounds of the contract, section 1. */
export const MAX_BYTES = 256 * 1024;
export const MAX_OBSERVATIONS = 1000;

/** One value: a number, or a number with its unit and flag. Values are checked one by one, not here. */
const value = z.unknown();

/** One observation as a station says it. Further keys are let pass and not read. */
export const observationPayload = z.object({
  ts: z.union([z.string(), z.number()], {
    error: 'ts is required: RFC 3339 with an offset, or epoch milliseconds',
  }),
  period: z
    .int()
    .min(0)
    .max(31 * 86_400)
    .optional(),
  seq: z.number().optional(),
  values: z.record(z.string(), value).refine((values) => Object.keys(values).length > 0, 'values is empty'),
});

export type ObservationPayload = z.infer<typeof observationPayload>;

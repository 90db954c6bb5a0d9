import * as z from 'zod';

/** Limits of the contract, section 1. */
export const MAX_BYTES = 256 * 1024;
export const MAX_OBSERVATIONS = 1000;

/** The longest period of a value: a month, in seconds. */
export const MAX_PERIOD = 31 * 86_400;

/** One value: a number, or a number with its unit and flag. Values are checked one by one, not here. */
const value = z.unknown();

/** One observation as a station sends it. Other keys are ignored. */
export const observationPayload = z.object({
  ts: z.union([z.string(), z.number()], {
    error: 'ts is required: RFC 3339 with an offset, or epoch milliseconds',
  }),
  period: z.int().min(0).max(MAX_PERIOD).optional(),
  seq: z.number().optional(),
  values: z.record(z.string(), value).refine((values) => Object.keys(values).length > 0, 'values is empty'),
});

export type ObservationPayload = z.infer<typeof observationPayload>;

type Unknown = Readonly<Record<string, unknown>>;

const isPlainObject = (value: unknown): value is Unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isPeriod = (period: unknown): boolean =>
  period === undefined ||
  (Number.isSafeInteger(period) && (period as number) >= 0 && (period as number) <= MAX_PERIOD);

const isNumber = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value);

/**
 * Says whether parsed JSON is an observation. Equivalent to the schema above in a tenth of its time
 * (`test/payload.test.ts` compares them). `shapeFault` says why it is none.
 */
export function isObservationPayload(item: unknown): item is ObservationPayload {
  if (!isPlainObject(item)) return false;
  const { ts, period, seq, values } = item;
  if (typeof ts !== 'string' && !isNumber(ts)) return false;
  if (!isPeriod(period) || (seq !== undefined && !isNumber(seq)) || !isPlainObject(values)) return false;
  for (const _ in values) return true;
  return false;
}

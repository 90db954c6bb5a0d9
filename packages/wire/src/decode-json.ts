import type { Observation, Refusal, Station } from '@lanbi/model';
import { type Instant, seconds } from '@lanbi/standards';
import {
  isObservationPayload,
  MAX_OBSERVATIONS,
  type ObservationPayload,
  observationPayload,
} from './payload.ts';
import { type RawValue, readingsOf } from './reading.ts';
import { periodEnd } from './stamp.ts';

/** Observations and refused values, or the refusals of the whole message. */
export type Contents =
  | {
      readonly ok: true;
      readonly observations: readonly Observation[];
      readonly refusals: readonly Refusal[];
    }
  | { readonly ok: false; readonly refusals: readonly [Refusal, ...Refusal[]] };

/** Refusals reported of one message; the rest is in the dead letter for whoever looks. */
const REPORTED = 20;

export const refuse = (reason: Refusal['reason'], message: string): Contents => ({
  ok: false,
  refusals: [{ reason, message }],
});

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A flag that cannot be read must not pass as the default `N`, which says that the value is good. */
const isFlag = (flag: unknown): boolean => typeof flag === 'string' && flag.length > 0 && flag.length <= 8;

const rawValues = (values: ObservationPayload['values']): RawValue[] =>
  Object.keys(values).map((name) => {
    const value = values[name];
    return isObject(value) ? { value: undefined, ...value, name } : { name, value };
  });

function malformed(index: number, payload: unknown): Refusal {
  const { error } = observationPayload.safeParse(payload);
  const message = error?.issues
    .map((issue) => `${issue.path.join('.') || 'observation'}: ${issue.message}`)
    .join('; ');
  return { reason: 'malformed', index, message: message ?? 'not an observation' };
}

/** @source contract 1, "Observation payload" */
export function decodeJson(text: string, station: Station, now: Instant): Contents {
  const parsed = parse(text);
  if (!parsed) return refuse('not-json', 'the payload is not JSON');
  const list: readonly unknown[] = Array.isArray(parsed.json) ? parsed.json : [parsed.json];
  if (list.length > MAX_OBSERVATIONS)
    return refuse(
      'too-many-observations',
      `${list.length} observations; at most ${MAX_OBSERVATIONS} in one message`,
    );
  if (list.length === 0) return refuse('malformed', 'an empty array');
  const observations: Observation[] = [];
  const refusals: Refusal[] = [];
  const faults: Refusal[] = [];
  for (const [index, item] of list.entries()) {
    const outcome = decodeOne(item, index, station, now);
    if ('reason' in outcome) faults.push(outcome);
    else {
      for (const refusal of outcome.refusals) refusals.push({ ...refusal, index });
      if (outcome.observation.readings.length > 0) observations.push(outcome.observation);
    }
  }
  const [first, ...rest] = faults.slice(0, REPORTED);
  return first ? { ok: false, refusals: [first, ...rest] } : { ok: true, observations, refusals };
}

function parse(text: string): { readonly json: unknown } | undefined {
  try {
    return { json: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

type One = Refusal | { readonly observation: Observation; readonly refusals: readonly Refusal[] };

function decodeOne(item: unknown, index: number, station: Station, now: Instant): One {
  if (!isObservationPayload(item)) return malformed(index, item);
  const { ts, values } = item;
  const raw = rawValues(values);
  const flagless = raw.find(({ flag }) => flag !== undefined && !isFlag(flag));
  if (flagless)
    return {
      reason: 'malformed',
      index,
      message: `${flagless.name.slice(0, 64)}: a flag is a text of 1 to 8`,
    };
  const period = seconds(item.period ?? station.period);
  const to = periodEnd(ts, period, station, now);
  if (typeof to !== 'number') return { ...to, index };
  const { readings, refusals } = readingsOf(raw, station);
  const { id, medium, region } = station;
  return { observation: { station: id, medium, region, to, period, receivedAt: now, readings }, refusals };
}

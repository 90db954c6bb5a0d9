import { type Observation, RefusalList, type Refused, type Station } from '@lanbi/model';
import { type Instant, seconds } from '@lanbi/standards';
import { jsonFault } from './json-fault.ts';
import { isObservationPayload, MAX_OBSERVATIONS, type ObservationPayload } from './payload.ts';
import { type RawValue, readingsOf } from './reading.ts';
import { shapeFault } from './shape.ts';
import { showValue } from './show.ts';
import { periodEnd } from './stamp.ts';

/** The result of decoding: observations and refused values, or the refusals of the whole message. */
export type Contents =
  | (Refused & {
      readonly ok: true;
      readonly observations: readonly Observation[];
      /** The command of HJ 212, if it carries no data. */
      readonly command?: string;
    })
  | (Refused & { readonly ok: false });

type Reason = Refused['refusals'][number]['reason'];

export const refuse = (reason: Reason, message: string): Contents => ({
  ok: false,
  refusals: [{ reason, message }],
});

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Whether a flag can be read. Other flags are refused, since the default `N` would mark the value as valid.
 */
const isFlag = (flag: unknown): boolean => typeof flag === 'string' && flag.length > 0 && flag.length <= 8;

const rawValues = (values: ObservationPayload['values']): RawValue[] =>
  Object.keys(values).map((name) => {
    const value = values[name];
    return isObject(value) ? { value: undefined, ...value, name } : { name, value };
  });

const placeOf = (name: string): string => `values.${name}`;

/** Decodes a JSON payload to observations. @source contract 1, "Observation payload" */
export function decodeJson(text: string, station: Station, now: Instant): Contents {
  const parsed = parse(text);
  if (!parsed) return refuse('not-json', notJson(text, station));
  const list: readonly unknown[] = Array.isArray(parsed.json) ? parsed.json : [parsed.json];
  if (list.length > MAX_OBSERVATIONS)
    return refuse(
      'too-many-observations',
      `${list.length} observations; at most ${MAX_OBSERVATIONS} in one message`,
    );
  if (list.length === 0) return refuse('malformed', 'found an empty list; write at least one observation');
  const all: All = { observations: [], values: new RefusalList(), faults: new RefusalList() };
  for (const [index, item] of list.entries()) {
    const observation = decodeOne(item, index, { station, now, all });
    if (observation) all.observations.push(observation);
  }
  if (all.faults.total > 0) return { ok: false, ...all.faults.refused() };
  return { ok: true, observations: all.observations, ...all.values.refused() };
}

/** Says whether a text is a frame of HJ 212. */
const isFrame = (text: string): boolean => text.startsWith('##');

function notJson(text: string, { medium, id }: Station): string {
  if (isFrame(text)) return `the payload is a frame of HJ 212; publish it under env/v1/${medium}/${id}/hj212`;
  if (text.trim() === '') return 'the payload is empty';
  return `the payload is not JSON ${jsonFault(text) ?? ''}`.trimEnd();
}

function parse(text: string): { readonly json: unknown } | undefined {
  try {
    return { json: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

interface All {
  readonly observations: Observation[];
  /** Refusals of single values; the other values are accepted. */
  readonly values: RefusalList;
  /** Refusals of the whole message. */
  readonly faults: RefusalList;
}

interface At {
  readonly station: Station;
  readonly now: Instant;
  readonly all: All;
}

/** Builds an observation; undefined if it has no reading. */
function decodeOne(item: unknown, index: number, { station, now, all }: At): Observation | undefined {
  const fault = (reason: Reason, message: () => string): undefined => {
    all.faults.add(reason, () => ({ index, message: message() }));
  };
  if (!isObservationPayload(item)) return fault('malformed', () => shapeFault(item));
  const raw = rawValues(item.values);
  const flagless = raw.find(({ flag }) => flag !== undefined && !isFlag(flag));
  if (flagless) return fault('malformed', () => flagFault(flagless));
  const period = seconds(item.period ?? station.period);
  const to = periodEnd(item.ts, period, station, now);
  if (typeof to !== 'number') return fault(to.reason, () => to.message);
  const readings = readingsOf(raw, station, { list: all.values, index, placeOf });
  if (readings.length === 0) return undefined;
  const { id, medium, region } = station;
  return { station: id, medium, region, to, period, receivedAt: now, readings };
}

const flagFault = ({ name, flag }: RawValue): string =>
  `values.${name.slice(0, 64)}.flag: found ${showValue(flag)}; write a text of 1 to 8 characters such as "N"`;

import { didYouMean } from '@lanbi/model';
import { parameterOf } from './parameters.ts';
import { MAX_PERIOD } from './payload.ts';
import { quoted, showValue } from './show.ts';

const EXAMPLE = '{"ts":"2026-04-01T08:00:00+08:00","values":{"pm2_5":35}}';

type Unknown = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Names of the fields in other formats. */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  ts: ['timestamp', 'time', 'datetime', 'date', 'datatime', 't'],
  values: ['value', 'data', 'readings', 'measurements', 'params', 'parameters', 'fields'],
};

/** Most keys of an object that are compared to find what was meant. */
const LOOKED_AT = 20;

/** Describes what the message has instead of a field. */
function insteadOf(field: 'ts' | 'values', item: Unknown): string {
  const keys = Object.keys(item).slice(0, LOOKED_AT);
  const other = keys.find((key) => OTHER_NAMES[field]?.includes(key.toLowerCase()));
  if (other !== undefined) return `; found ${quoted(other)}: its name is ${field}`;
  return keys.some((key) => didYouMean(key, [field]) !== '') ? `; a name near it is no ${field}` : '';
}

/** Shows the first value of a list of `{name, value}` in the form that is accepted. */
function ofList(list: readonly unknown[]): string {
  const [first] = list;
  if (!isObject(first)) return '{"pm2_5":35}';
  const texts = Object.values(first).slice(0, LOOKED_AT);
  const name = texts.find((text): text is string => typeof text === 'string' && text.length <= 64);
  const value = texts.find((number) => typeof number === 'number') ?? 35;
  const code = name === undefined ? 'pm2_5' : (parameterOf(name)?.code ?? name);
  return `{${quoted(code)}:${value}}`;
}

function valuesFault(item: Unknown): string | undefined {
  const { values } = item;
  if (values === undefined) return `values is missing${insteadOf('values', item)}; write ${EXAMPLE}`;
  if (Array.isArray(values))
    return `values: found a list; write an object of parameters and values, ${ofList(values)}`;
  if (!isObject(values)) return `values: found ${showValue(values)}; write an object such as {"pm2_5":35}`;
  return Object.keys(values).length === 0
    ? 'values is empty; write at least one such as {"pm2_5":35}'
    : undefined;
}

/** Says why parsed JSON is no observation: the field, what was found and what is expected. */
export function shapeFault(item: unknown): string {
  if (!isObject(item)) return `found ${showValue(item)}; an observation is an object such as ${EXAMPLE}`;
  const { ts, period, seq } = item;
  if (ts === undefined) return `ts is missing${insteadOf('ts', item)}; write ${EXAMPLE}`;
  if (typeof ts !== 'string' && !(typeof ts === 'number' && Number.isFinite(ts)))
    return `ts: found ${showValue(ts)}; write "2026-04-01T08:00:00+08:00" or epoch milliseconds`;
  const isPeriod = Number.isSafeInteger(period) && Number(period) >= 0 && Number(period) <= MAX_PERIOD;
  if (period !== undefined && !isPeriod)
    return `period: found ${showValue(period)}; write whole seconds from 0 to ${MAX_PERIOD}, such as 3600`;
  if (seq !== undefined && typeof seq !== 'number')
    return `seq: found ${showValue(seq)}; write a number or leave it out`;
  return valuesFault(item) ?? `an observation is an object such as ${EXAMPLE}`;
}

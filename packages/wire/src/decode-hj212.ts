import { RefusalList, type Station } from '@lanbi/model';
import { formatInstant, type Instant, instant, parseInstant, seconds } from '@lanbi/standards';
import { type Contents, refuse } from './decode-json.ts';
import { type Hj212Frame, isWithoutData, parseHj212 } from './hj212.ts';
import { minuteInterval } from './minute-interval.ts';
import { type RawValue, readingsOf } from './reading.ts';
import { quoted, shorten } from './show.ts';
import { periodEnd } from './stamp.ts';

/**
 * The commands with data: suffix of the value and period in seconds. DataTime is the start of the period [P], except for
 * 2011 and if the registry states `stamp: end`. The period of 2051 is that of `minuteInterval`; without it, the shortest
 * period is used and marked as assumed.
 */
const DATA: Readonly<Record<string, { readonly suffix: string; readonly period: number }>> = {
  '2011': { suffix: 'rtd', period: 0 },
  '2051': { suffix: 'avg', period: 60 },
  '2061': { suffix: 'avg', period: 3600 },
  '2031': { suffix: 'avg', period: 86_400 },
};

/** Texts that stations send for "no value". */
const NO_VALUE: ReadonlySet<string> = new Set(['-99', '-100', '']);

/** Most characters of a number; a longer text is refused before a pattern is tried. */
const LONGEST_NUMBER = 40;
/** Matches a number. No two adjacent parts match the same character, so the time is linear in the length. */
const NUMBER = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?$/i;

const isNumber = (text: string): boolean => text.length <= LONGEST_NUMBER && NUMBER.test(text);

/** Parses a time `YYYYMMDDhhmmss` in Beijing time, with or without milliseconds. */
function dataTime(text: string | undefined): Instant | undefined {
  const parts = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{3})?$/.exec(text ?? '');
  if (!parts) return undefined;
  const [, y, mo, d, h, mi, s, ms = '000'] = parts;
  return parseInstant(`${y}-${mo}-${d}T${h}:${mi}:${s}.${ms}+08:00`);
}

const valuesOf = ({ factors }: Hj212Frame, suffix: string): RawValue[] =>
  [...factors].flatMap(([name, fields]) => {
    const text = fields.get(suffix) ?? fields.get(suffix === 'rtd' ? 'zsrtd' : 'rtd');
    if (text === undefined || NO_VALUE.has(text)) return [];
    return [{ name, value: isNumber(text) ? Number(text) : text, flag: fields.get('flag') }];
  });

/** Decodes one frame of HJ 212 to observations. @source hj212.md; units come from the registry, never from the frame */
export function decodeHj212(payload: Uint8Array, station: Station, now: Instant): Contents {
  const parsed = parseHj212(payload);
  if (!parsed.ok) return refuse(parsed.reason, parsed.message);
  const { frame } = parsed;
  const mn = station.hj212?.mn;
  if (mn !== undefined && frame.mn !== mn)
    return refuse('registry-mismatch', `MN ${frame.mn ?? 'missing'}, registered ${mn}`);
  if (isWithoutData(frame.cn)) return { ok: true, observations: [], refusals: [], command: frame.cn };
  const command = DATA[frame.cn];
  if (!command)
    return refuse(
      'hj212-unsupported',
      `CN ${shorten(frame.cn, 8)} carries no data that are read; send 2011, 2051, 2061 or 2031`,
    );
  const time = dataTime(frame.dataTime);
  if (time === undefined) return refuse('time-invalid', dataTimeFault(frame.dataTime));
  const stated = frame.cn === '2051' ? minuteInterval(frame, station) : seconds(command.period);
  const period = stated ?? seconds(command.period);
  const stamp = station.stampStated ? station.stamp : 'begin';
  const to = periodEnd(time, period, { stamp }, now, `DataTime ${frame.dataTime}`);
  if (typeof to !== 'number') return { ok: false, refusals: [to] };
  const list = new RefusalList();
  const placeOf = (name: string): string => `${name}-${command.suffix === 'rtd' ? 'Rtd' : 'Avg'}`;
  const readings = readingsOf(valuesOf(frame, command.suffix), station, { list, placeOf });
  if (readings.length === 0 && list.total === 0)
    return refuse('malformed', `no values at ${formatInstant(instant(time))}`);
  const { id, medium, region } = station;
  const length = stated === undefined ? { period, assumed: stamp } : { period };
  const observation = { station: id, medium, region, to, ...length, receivedAt: now, readings };
  return { ok: true, observations: readings.length > 0 ? [observation] : [], ...list.refused() };
}

const dataTimeFault = (text: string | undefined): string =>
  text === undefined
    ? 'DataTime is missing; write it in CP, such as DataTime=20260401080000'
    : `DataTime ${quoted(text)} is no time; write YYYYMMDDhhmmss in Beijing time, such as 20260401080000`;

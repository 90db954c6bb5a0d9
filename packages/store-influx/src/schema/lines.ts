import { escape as escaped } from '@influxdata/influxdb-client';
import type {
  Cause,
  DeadLetter,
  RecordOf,
  ResultKey,
  ResultKind,
  StoredObservation,
  StoredReading,
} from '@lanbi/model';
import type { Instant } from '@lanbi/standards';
import { type ClassRank, numbersOf, type ResultBody } from './numbers.ts';
import { LAYOUT, PACKED, packed, type ResultState, recordText } from './packed.ts';

/** An observation without its offset in the local log. */
export type ObservationState = Omit<StoredObservation, 'position'>;

/** JavaScript writes finite numbers in a form that line protocol reads as floats. */
const numberField = (name: string, value: number): string => `${name}=${value}`;
const textField = (name: string, value: string): string => `${name}=${escaped.quoted(value)}`;

/**
 * An instant in nanoseconds, as InfluxDB counts. The nanoseconds of one millisecond distinguish points with the same end:
 * they would otherwise need a tag, and each value of a tag is a series.
 */
export const timeOf = (at: Instant, nth = 0): string => `${at}${String(nth % 1_000_000).padStart(6, '0')}`;

const plain = ({ flag, invalid, revision }: StoredReading): boolean =>
  flag === 'N' && invalid === undefined && revision === 1;

/**
 * The fields of one reading. Flag, validity and revision are written only if they are not the defaults. Over an earlier
 * state they are always written: fields merge, and its values would stay.
 */
function readingFields(reading: StoredReading, always: boolean): string {
  const { parameter, value, flag, invalid, revision } = reading;
  const field = numberField(parameter, value);
  if (!always && plain(reading)) return field;
  const parts = [field];
  if (always || flag !== 'N') parts.push(textField(`${parameter}_flag`, flag));
  if (always || invalid !== undefined) parts.push(textField(`${parameter}_invalid`, invalid ?? ''));
  if (always || revision !== 1) parts.push(numberField(`${parameter}_revision`, revision));
  return parts.join();
}

function fieldsOf(state: ObservationState, position: number, over: boolean): string {
  const { readings, receivedAt, region, assumed } = state;
  let fields = '';
  if (over || assumed) fields += `${textField('assumed', assumed ?? '')},`;
  for (const reading of readings) fields += `${readingFields(reading, over)},`;
  return `${fields}received=${receivedAt},position=${position},${textField('region', region)}`;
}

/** The line of an observation. Station, period and end are its identity: writing it again overwrites it. */
export const observationLine = (state: ObservationState, position: number, over: boolean): string =>
  `${state.medium},station=${escaped.tag(state.station)},period=${state.period} ${fieldsOf(state, position, over)} ${timeOf(state.to)}`;

/**
 * The state that a correction replaced (GB 3095-2026 6.3: the raw record is kept). `version` counts the corrections. It is
 * the nanosecond too, so that writing the line again overwrites it.
 */
export function replacedLine(before: ObservationState, replacedAt: Instant): string {
  const version = before.readings.reduce((sum, { revision }) => sum + revision - 1, 1);
  const tags = `station=${escaped.tag(before.station)},period=${before.period}`;
  const fields = `${fieldsOf(before, 0, true)},replaced=${replacedAt},version=${version}`;
  return `${before.medium}_replaced,${tags} ${fields} ${timeOf(before.to, version)}`;
}

/** The length of a period in seconds, as its tag. */
export const spanTag = ({ from, to }: ResultKey): string => String((to - from) / 1000);

/** The nanosecond of a new state while the earlier one is removed. */
export const BESIDE = 1;

/**
 * The line of a result: packed for lanbi, with its numbers as fields for dashboards, and its revision if it was corrected.
 * @param nth the nanosecond
 */
export function resultLine(state: ResultState, classRank?: ClassRank, nth = 0): string {
  const { kind, subject, to, revision } = state;
  let fields = textField(PACKED, packed(state));
  for (const [name, value] of numbersOf(state, classRank)) fields += `,${numberField(name, value)}`;
  if (revision > 1) fields += `,${numberField('revision', revision)}`;
  const tags = `subject=${escaped.tag(subject)},span=${spanTag(state)}`;
  return `${escaped.measurement(kind)},${tags} ${fields} ${timeOf(to, nth)}`;
}

/** The line that says that the buckets hold results of this layout. It has no time of its own, so it has the present. */
export const layoutLine = (now: Instant): string => `layout ${numberField('results', LAYOUT)} ${timeOf(now)}`;

export type ResultChangeState = ResultState & {
  readonly causes: readonly Cause[];
  readonly before?: RecordOf[ResultKind];
};

/**
 * A line of the audit trail: how a late or corrected observation changed a result. The revision is the nanosecond, so that
 * writing the line again overwrites it.
 */
export function changeLine(change: ResultChangeState): string {
  const { kind, subject, to, body, revision, computedAt, causes, before } = change;
  const fields = [
    textField('causes', JSON.stringify(causes)),
    ...(before === undefined ? [] : [textField('before', recordText(kind, before))]),
    textField('after', recordText(kind, body)),
    numberField('changed', computedAt),
    numberField('revision', revision),
  ];
  const tags = `subject=${escaped.tag(subject)},span=${spanTag(change)}`;
  return `${escaped.measurement(`${kind}_changed`)},${tags} ${fields.join()} ${timeOf(to, revision)}`;
}

/** Whether the earlier result has numbers that this one has not: fields merge, so they would stay. */
export function numbersGone(
  result: ResultBody,
  before: RecordOf[ResultKind],
  classRank?: ClassRank,
): boolean {
  const { kind, subject, from, to } = result;
  const now = numbersOf(result, classRank);
  const earlier = numbersOf({ kind, subject, from, to, body: before }, classRank);
  return [...earlier.keys()].some((name) => !now.has(name));
}

/** Most characters of one field: InfluxDB limits a string to 64 KiB. */
const PIECE = 60_000;

/** The line of a dead letter, byte for byte. `nth` distinguishes letters of one millisecond. */
export function deadLetterLine(
  { at, topic, payload, station, scope, refusals, counts }: DeadLetter,
  nth: number,
): string {
  const base64 = Buffer.from(payload).toString('base64');
  const pieces = Array.from({ length: Math.ceil(base64.length / PIECE) }, (_, i) =>
    textField(`payload_${i}`, base64.slice(i * PIECE, (i + 1) * PIECE)),
  );
  const fields = [
    ...pieces,
    textField('topic', topic),
    textField('refusals', JSON.stringify(refusals)),
    ...(counts ? [textField('counts', JSON.stringify(counts))] : []),
    ...(station === undefined ? [] : [textField('station', station)]),
  ];
  const [first] = refusals;
  return `dead_letter,reason=${first.reason},scope=${scope} ${fields.join()} ${timeOf(at, nth)}`;
}

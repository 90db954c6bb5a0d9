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

/** An observation without its place in the local log. */
export type State = Omit<StoredObservation, 'position'>;

/** JavaScript writes every finite number in a form that line protocol reads as a float. */
const numberField = (name: string, value: number): string => `${name}=${value}`;
const textField = (name: string, value: string): string => `${name}=${escaped.quoted(value)}`;

/**
 * An instant as InfluxDB counts it, in nanoseconds. Those of one millisecond tell apart what has the same end: they
 * would otherwise need a tag, and each value of a tag is a series.
 */
export const timeOf = (at: Instant, nth = 0): string => `${at}${String(nth % 1_000_000).padStart(6, '0')}`;

const plain = ({ flag, invalid, revision }: StoredReading): boolean =>
  flag === 'N' && invalid === undefined && revision === 1;

/**
 * The fields of one reading. Flag, validity and revision only where they are not the usual ones; or always, over an
 * earlier state, since fields merge and what it said would stay.
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

function fieldsOf(state: State, position: number, over: boolean): string {
  const { readings, receivedAt, region, assumed } = state;
  let fields = '';
  if (over || assumed) fields += `${textField('assumed', assumed ?? '')},`;
  for (const reading of readings) fields += `${readingFields(reading, over)},`;
  return `${fields}received=${receivedAt},position=${position},${textField('region', region)}`;
}

/** The one line of an observation. Station, period and end are its identity: the same again overwrites itself. */
export const observationLine = (state: State, position: number, over: boolean): string =>
  `${state.medium},station=${escaped.tag(state.station)},period=${state.period} ${fieldsOf(state, position, over)} ${timeOf(state.to)}`;

/**
 * What a correction replaced (GB 3095-2026 6.3: the raw record is kept). `version` counts the corrections; as the
 * nanosecond it keeps them apart, so that writing one again overwrites itself too.
 */
export function replacedLine(before: State, replacedAt: Instant): string {
  const version = before.readings.reduce((sum, { revision }) => sum + revision - 1, 1);
  const tags = `station=${escaped.tag(before.station)},period=${before.period}`;
  const fields = `${fieldsOf(before, 0, true)},replaced=${replacedAt},version=${version}`;
  return `${before.medium}_replaced,${tags} ${fields} ${timeOf(before.to, version)}`;
}

/** The length of a period in seconds, as its tag. */
export const spanTag = ({ from, to }: ResultKey): string => String((to - from) / 1000);

/** The nanosecond at which a state stands while the earlier one is taken away. */
export const BESIDE = 1;

/**
 * A result: packed for us, and its numbers beside it for whoever draws them; its revision where it was corrected.
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

/** Says that the buckets of results are filled with those of this layout; of no time in itself, so of the present. */
export const layoutLine = (now: Instant): string => `layout ${numberField('results', LAYOUT)} ${timeOf(now)}`;

export type ResultChangeState = ResultState & {
  readonly causes: readonly Cause[];
  readonly before?: RecordOf[ResultKind];
};

/**
 * A line of the audit trail: what a late or corrected observation made of a result. As the nanosecond its revision is a
 * part of its identity, so that writing it again overwrites itself.
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

/** Numbers that the body before had and this one has not: fields merge, so they would stay. */
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

/** At most so many characters in one field: InfluxDB's limit of a string is 64 KiB. */
const PIECE = 60_000;

/** A refused message, byte for byte. `nth` tells letters of one millisecond apart. */
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

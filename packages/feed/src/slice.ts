import {
  decodeRecord,
  encodeRecord,
  LanbiError,
  type LogPlace,
  type LogSlice,
  type Offset,
  offsetAt,
  RESULT_KINDS,
  type ResultKind,
  type StoredObservation,
  type StoredResult,
} from '@lanbi/model';
import { instant } from '@lanbi/standards';
import * as z from 'zod';
import type { LogName } from './topics.ts';

export interface SliceOf {
  readonly observations: LogSlice<StoredObservation>;
  readonly results: LogSlice<StoredResult>;
}

/** The last instant that is a date (ECMA-262, time values). */
const LAST_DATE = 8.64e15;
const at = z.int().min(-LAST_DATE).max(LAST_DATE);
const position = z.int().min(0);
const name = z.string().min(1).max(128);

const reading = z.object({
  parameter: name,
  value: z.number(),
  flag: z.string(),
  invalid: z.string().optional(),
  revision: z.int().min(1),
});
const observation = z.object({
  position,
  station: name,
  medium: z.enum(['air', 'water']),
  region: name,
  to: at,
  period: z.int().min(0),
  assumed: z.enum(['begin', 'end']).optional(),
  receivedAt: at,
  readings: z.array(reading),
});
/** A result as it is sent: its record as bytes in Base64. */
const sentResult = z.object({
  position: position.transform(offsetAt),
  kind: z.enum(RESULT_KINDS),
  subject: name,
  from: at.transform(instant),
  to: at.transform(instant),
  revision: z.int().min(1),
  computedAt: at.transform(instant),
  record: z.base64(),
});

type SentResult = z.infer<typeof sentResult>;

const receivedResult = <Kind extends ResultKind>(
  kind: Kind,
  { record, ...rest }: Omit<SentResult, 'kind'>,
): StoredResult<Kind> => ({ ...rest, kind, body: decodeRecord(kind, Buffer.from(record, 'base64')) });

const result = sentResult.transform(({ kind, ...rest }, context): StoredResult => {
  try {
    return receivedResult(kind, rest);
  } catch (error) {
    if (!(error instanceof LanbiError)) throw error;
    context.addIssue({ code: 'custom', message: error.message });
    return z.NEVER;
  }
});

const origin = z.string().regex(/^[a-z0-9]{1,16}$/);
/** Writers of observations, those of lost files among them. */
const WRITERS = 1_000;

const sliceOf = <Entry extends z.ZodType>(entry: Entry) =>
  z
    .object({
      origin,
      after: position,
      upTo: position,
      entries: z.array(entry),
      evaluated: z.array(z.object({ origin, position })).max(WRITERS).optional(),
    })
    .refine(({ after, upTo }) => after <= upTo, 'ends before it begins');

const SHAPES = { observations: sliceOf(observation), results: sliceOf(result) } as const;

/** Bytes of one slice, well below what brokers take of a packet; a single entry is far below it. */
const MOST = 256 * 1024;

const sentOf = ({ body, ...rest }: StoredResult) => ({
  ...rest,
  record: Buffer.from(encodeRecord(rest.kind, body)).toString('base64'),
});

/** A slice as text, with as many of the entries as fit, one at least; and where it ends. */
export function encodeSlice<Entry extends StoredObservation | StoredResult>(
  origin: string,
  after: Offset,
  entries: readonly [Entry, ...Entry[]],
): { readonly payload: string; readonly upTo: Offset } {
  const texts: string[] = [];
  let upTo = after;
  let bytes = 0;
  for (const entry of entries) {
    const text = JSON.stringify('body' in entry ? sentOf(entry) : entry);
    bytes += Buffer.byteLength(text) + 1;
    if (texts.length > 0 && bytes > MOST) break;
    texts.push(text);
    upTo = entry.position;
  }
  const head = JSON.stringify({ origin, after, upTo });
  return { payload: `${head.slice(0, -1)},"entries":[${texts.join(',')}]}`, upTo };
}

/** A slice without entries, which says how far the logs of observations are evaluated. */
export const encodePlaces = (origin: string, at: Offset, evaluated: readonly LogPlace[]): string =>
  JSON.stringify({ origin, after: at, upTo: at, entries: [], evaluated });

/** Why a message is no slice, or the slice. Ids and names get their brands back here. */
export function decodeSlice<Name extends LogName>(
  log: Name,
  payload: Uint8Array,
): { readonly slice: SliceOf[Name] } | { readonly fault: string } {
  let said: unknown;
  try {
    said = JSON.parse(Buffer.from(payload).toString('utf8'));
  } catch {
    return { fault: 'not JSON' };
  }
  const parsed = SHAPES[log].safeParse(said);
  if (parsed.success) return { slice: parsed.data as unknown as SliceOf[Name] };
  const [issue] = parsed.error.issues;
  return { fault: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'no slice of a log'}` };
}

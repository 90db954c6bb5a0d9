import {
  decodeRecord,
  encodeRecord,
  LanbiError,
  type LogBatch,
  type LogOffset,
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

export interface LogBatchOf {
  readonly observations: LogBatch<StoredObservation>;
  readonly results: LogBatch<StoredResult>;
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

const batchOf = <Entry extends z.ZodType>(entry: Entry) =>
  z
    .object({
      origin,
      after: position,
      upTo: position,
      entries: z.array(entry),
      evaluated: z.array(z.object({ origin, position })).max(WRITERS).optional(),
    })
    .refine(({ after, upTo }) => after <= upTo, 'ends before it begins');

const SHAPES = { observations: batchOf(observation), results: batchOf(result) } as const;

/** Largest batch in bytes: well below the packet limit of brokers. A single entry is far smaller. */
const MOST = 256 * 1024;

const sentOf = ({ body, ...rest }: StoredResult) => ({
  ...rest,
  record: Buffer.from(encodeRecord(rest.kind, body)).toString('base64'),
});

/** Encodes a batch of as many entries as fit, at least one. Returns the offset at which it ends. */
export function encodeBatch<Entry extends StoredObservation | StoredResult>(
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

/** Encodes a batch without entries that says how far the logs of observations are evaluated. */
export const encodeCheckpoints = (origin: string, at: Offset, evaluated: readonly LogOffset[]): string =>
  JSON.stringify({ origin, after: at, upTo: at, entries: [], evaluated });

/** Decodes a batch, or says why the message is none. Ids and names are branded here. */
export function decodeBatch<Name extends LogName>(
  log: Name,
  payload: Uint8Array,
): { readonly batch: LogBatchOf[Name] } | { readonly fault: string } {
  let said: unknown;
  try {
    said = JSON.parse(Buffer.from(payload).toString('utf8'));
  } catch {
    return { fault: 'not JSON' };
  }
  const parsed = SHAPES[log].safeParse(said);
  if (parsed.success) return { batch: parsed.data as unknown as LogBatchOf[Name] };
  const [issue] = parsed.error.issues;
  return { fault: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'no batch of a log'}` };
}

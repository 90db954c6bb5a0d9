import { gunzipSync, gzipSync } from 'node:zlib';
import {
  ANNOTATION_KINDS,
  type AnnotationSet,
  DATA_STATES,
  DATA_SUBJECTS,
  DUST_POLLUTANTS,
  type StoredAnnotation,
} from '@lanbi/model';
import { civilDate, instant, SECTION_STATES } from '@lanbi/standards';
import * as z from 'zod';

/** The last instant that is a date (ECMA-262, time values). */
const LAST_DATE = 8.64e15;
/** Bytes of a set that is unpacked, some hundred thousand annotations: a larger message is none of ours. */
const MOST_BYTES = 64 * 1024 * 1024;

const at = z.int().min(-LAST_DATE).max(LAST_DATE).transform(instant);
const date = z.iso.date().transform(civilDate);
const text = z.string().min(1);

const common = {
  id: z.int().min(1),
  version: z.int().min(1),
  subject: text,
  from: date,
  until: date,
  reason: text,
  by: z.exactOptional(text),
  author: z.exactOptional(text),
  enteredAt: at,
};
const [DUST, STATE, DATA] = ANNOTATION_KINDS;
const annotation = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal(DUST), pollutants: z.array(z.enum(DUST_POLLUTANTS)).min(1), ...common }),
  z.object({ kind: z.literal(STATE), state: z.enum(SECTION_STATES), ...common }),
  z.object({ kind: z.literal(DATA), of: z.enum(DATA_SUBJECTS), state: z.enum(DATA_STATES), ...common }),
]);
const annotationSet = z.object({ at, annotations: z.array(annotation) });

/** A set of annotations as a payload: JSON, packed by gzip, in Base64. */
export const encodeAnnotations = (set: AnnotationSet): string =>
  gzipSync(JSON.stringify(set)).toString('base64');

function unpacked(payload: Uint8Array): unknown {
  const packed = Buffer.from(Buffer.from(payload).toString('latin1'), 'base64');
  return JSON.parse(gunzipSync(packed, { maxOutputLength: MOST_BYTES }).toString('utf8'));
}

/** The set of a payload, or why it is none. */
export function decodeAnnotations(
  payload: Uint8Array,
): { readonly set: AnnotationSet } | { readonly fault: string } {
  let given: unknown;
  try {
    given = unpacked(payload);
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
  const parsed = annotationSet.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { fault: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'no set of annotations'}` };
  }
  const annotations: readonly StoredAnnotation[] = parsed.data.annotations;
  return { set: { at: parsed.data.at, annotations } };
}

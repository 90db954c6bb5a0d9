declare const opaque: unique symbol;

/**
 * Where an entry stands in a log, and up to where a consumer has read one (its checkpoint). A later store or correction
 * has a later offset. Opaque: outside of adapters offsets are compared, joined and written only by the functions of this
 * file, so that a log of several partitions, with an offset a partition, can stand behind the same ports.
 */
export interface Offset {
  readonly [opaque]: 'offset';
}

/** The offset with a number of an adapter's own log; 0 is before the first entry. For adapters. */
export const offsetAt = (n: number): Offset => n as unknown as Offset;

/** The number of an offset in an adapter's own log. For adapters. */
export const offsetNumber = (offset: Offset): number => offset as unknown as number;

/** Before the first entry of any log. */
export const LOG_START: Offset = offsetAt(0);

/**
 * Whether a consumer at `checkpoint` has read the entry at `offset`. Of two offsets of a log of several partitions neither
 * need have reached the other.
 */
export const hasReached = (checkpoint: Offset, offset: Offset): boolean =>
  offsetNumber(checkpoint) >= offsetNumber(offset);

/** Whether two offsets are one. */
export const isSameOffset = (a: Offset, b: Offset): boolean => offsetNumber(a) === offsetNumber(b);

/** Orders a list of offsets of one log: an offset stands behind those that it has reached. */
export const compareOffsets = (a: Offset, b: Offset): number => offsetNumber(a) - offsetNumber(b);

/** The first offset that has reached both. */
export const laterOffset = (a: Offset, b: Offset): Offset => (hasReached(a, b) ? a : b);

/** The last offset that both have reached. */
export const earlierOffset = (a: Offset, b: Offset): Offset => (hasReached(a, b) ? b : a);

/** How many entries may stand behind `checkpoint`, up to and with `head`; 0 where it has reached it. */
export const entriesBehind = (checkpoint: Offset, head: Offset): number =>
  Math.max(0, offsetNumber(head) - offsetNumber(checkpoint));

/** A text for keys, cursors and messages; `decodeOffset` gives the offset again. */
export const encodeOffset = (offset: Offset): string => String(offsetNumber(offset));

/** Undefined for a text that is not of an offset. */
export function decodeOffset(text: string): Offset | undefined {
  const n = Number(text);
  return /^\d{1,16}$/.test(text) && Number.isSafeInteger(n) ? offsetAt(n) : undefined;
}

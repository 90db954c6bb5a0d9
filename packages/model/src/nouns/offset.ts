declare const opaque: unique symbol;

/**
 * The position of an entry in a log; also the position up to which a consumer has read (its checkpoint). A later write
 * or correction has a later offset. Opaque: outside of adapters only the functions of this file compare, join and
 * encode offsets, so that the same ports could serve a log of several partitions, with one offset per partition.
 */
export interface Offset {
  readonly [opaque]: 'offset';
}

/** Returns the offset of a number in an adapter's own log; 0 is before the first entry. For adapters. */
export const offsetAt = (n: number): Offset => n as unknown as Offset;

/** Returns the number of an offset in an adapter's own log. For adapters. */
export const offsetNumber = (offset: Offset): number => offset as unknown as number;

/** The offset before the first entry of any log. */
export const LOG_START: Offset = offsetAt(0);

/**
 * Whether a consumer at `checkpoint` has read the entry at `offset`. In a log of several partitions it is possible that
 * neither of two offsets has reached the other.
 */
export const hasReached = (checkpoint: Offset, offset: Offset): boolean =>
  offsetNumber(checkpoint) >= offsetNumber(offset);

/** Whether two offsets are equal. */
export const isSameOffset = (a: Offset, b: Offset): boolean => offsetNumber(a) === offsetNumber(b);

/** Compares two offsets of one log for sorting: an offset is after those that it has reached. */
export const compareOffsets = (a: Offset, b: Offset): number => offsetNumber(a) - offsetNumber(b);

/** Returns the first offset that has reached both. */
export const laterOffset = (a: Offset, b: Offset): Offset => (hasReached(a, b) ? a : b);

/** Returns the last offset that both have reached. */
export const earlierOffset = (a: Offset, b: Offset): Offset => (hasReached(a, b) ? b : a);

/**
 * Returns the maximum number of entries after `checkpoint`, up to and including `head`; 0 if it has reached it.
 */
export const entriesBehind = (checkpoint: Offset, head: Offset): number =>
  Math.max(0, offsetNumber(head) - offsetNumber(checkpoint));

/** Encodes an offset as a text for keys, cursors and messages; `decodeOffset` decodes it. */
export const encodeOffset = (offset: Offset): string => String(offsetNumber(offset));

/** Decodes an offset; undefined for any other text. */
export function decodeOffset(text: string): Offset | undefined {
  const n = Number(text);
  return /^\d{1,16}$/.test(text) && Number.isSafeInteger(n) ? offsetAt(n) : undefined;
}

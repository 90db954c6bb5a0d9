import { encodeOffset, hasReached, isSameOffset, type Offset, offsetAt, offsetNumber } from '@lanbi/model';

// What `offsets.test.ts` looks for, and beside each what it lets pass.

export function compared(a: Offset, b: Offset | undefined): readonly boolean[] {
  const found = [a < (b ?? a)]; // misuse
  found.push(a === b); // misuse
  found.push(b !== undefined && a >= b); // misuse
  found.push(b === undefined, b !== undefined && hasReached(a, b), b !== undefined && isSameOffset(a, b));
  return found;
}

export const before = (offset: Offset): Offset => offsetAt(offsetNumber(offset) - 1); // misuse

export const made = (n: number): unknown => n as unknown as Offset; // misuse

export const keyed = (offset: Offset): ReadonlyMap<Offset, string> => new Map([[offset, 'a']]); // misuse

export const seen = (offsets: readonly Offset[]): number => new Set(offsets).size; // misuse

export const numbered = (offset: Offset): number => Number(encodeOffset(offset)); // misuse

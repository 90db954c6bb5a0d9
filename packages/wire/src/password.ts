import { hj212Crc } from './hj212.ts';

const [SEMICOLON, AMPERSAND, EQUALS, HASH, STAR] = [0x3b, 0x26, 0x3d, 0x23, 0x2a];
const [LINE_FEED, CARRIAGE_RETURN] = [0x0a, 0x0d];
const ENDS: ReadonlySet<number> = new Set([SEMICOLON, AMPERSAND, LINE_FEED, CARRIAGE_RETURN]);

/** Maps ASCII letters to lower case. */
const small = (byte: number | undefined): number => (byte ?? 0) | 0x20;

/** Finds where the values of `PW=` begin, in any case of letters. */
function passwordStarts(bytes: Uint8Array): number[] {
  const starts: number[] = [];
  for (let at = bytes.indexOf(EQUALS, 2); at >= 0; at = bytes.indexOf(EQUALS, at + 1))
    if (small(bytes[at - 2]) === 0x70 && small(bytes[at - 1]) === 0x77) starts.push(at + 1);
  return starts;
}

interface Segment {
  readonly from: number;
  readonly to: number;
}

/** Returns the segment of a frame whose length and CRC are right; undefined otherwise. */
function soundSegment(bytes: Uint8Array): Segment | undefined {
  if (bytes[0] !== HASH || bytes[1] !== HASH) return undefined;
  for (const digits of [4, 3]) {
    const from = 2 + digits;
    const length = Number(asciiOf(bytes.subarray(2, from)));
    const to = from + length;
    if (!(length > 0 && to + 4 <= bytes.length)) continue;
    const crc = asciiOf(bytes.subarray(to, to + 4)).toUpperCase();
    if (crc === hj212Crc(bytes.subarray(from, to))) return { from, to };
  }
  return undefined;
}

const asciiOf = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

function writeCrc(bytes: Uint8Array, { from, to }: Segment): void {
  const crc = hj212Crc(bytes.subarray(from, to));
  for (let i = 0; i < 4; i++) bytes[to + i] = crc.charCodeAt(i);
}

/**
 * Overwrites the passwords of HJ 212 in a payload with asterisks; lengths stay. The CRC of a valid frame is computed again,
 * so that the frame can be decoded later. Any bytes may be given; bytes without a password are returned unchanged.
 */
export function maskPassword(payload: Uint8Array): Uint8Array {
  const starts = passwordStarts(payload);
  if (starts.length === 0) return payload;
  // Not `slice`, which shares the memory of a Buffer.
  const masked = new Uint8Array(payload);
  let at = 0;
  for (const start of starts)
    for (at = Math.max(at, start); at < masked.length && !ENDS.has(masked[at] ?? 0); at++) masked[at] = STAR;
  const segment = soundSegment(payload);
  if (segment) writeCrc(masked, segment);
  return masked;
}

/** Overwrites the passwords of HJ 212 in a text, such as an error message about a payload. */
export const maskPasswordText = (text: string): string => text.replace(/(pw=)[^;&\r\n]+/gi, '$1***');

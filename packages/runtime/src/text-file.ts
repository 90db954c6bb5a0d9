import { readFile } from 'node:fs/promises';

/** The text of a file, and its faults of encoding. */
export interface TextFile {
  readonly name: string;
  /** Decoded by the encoding that was found, so that other faults can be reported too. */
  readonly text: string;
  readonly faults: readonly EncodingFault[];
}

export interface EncodingFault {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly place: '';
  readonly message: string;
}

/** An encoding by its name for a person, for the decoder, and for iconv. */
interface Encoding {
  readonly name: string;
  readonly label: string;
  readonly iconv: string;
}

const GBK: Encoding = { name: 'GBK', label: 'gb18030', iconv: 'GBK' };
const LATIN1: Encoding = { name: 'Latin-1', label: 'latin1', iconv: 'LATIN1' };
const UTF16LE: Encoding = { name: 'UTF-16', label: 'utf-16le', iconv: 'UTF-16LE' };
const UTF16BE: Encoding = { name: 'UTF-16', label: 'utf-16be', iconv: 'UTF-16BE' };

/** Bytes of a file that its encoding is guessed from. */
const LOOKED_AT = 65_536;

function utf16Of(bytes: Uint8Array): Encoding | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return UTF16LE;
  if (first === 0xfe && second === 0xff) return UTF16BE;
  const head = bytes.subarray(0, LOOKED_AT);
  const zeros = [0, 0];
  for (const [at, byte] of head.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  // Of keys and punctuation every other byte is zero.
  if (Math.max(even, odd) * 8 < head.length) return undefined;
  return odd > even ? UTF16LE : UTF16BE;
}

/** The common characters of GBK begin below this byte; most letters of Latin-1 that stand in words are above it. */
const COMMON = 0xd8;

/** Chinese characters of GBK are two bytes beyond ASCII each; letters of Latin-1 mostly stand alone. */
function bytewiseOf(bytes: Uint8Array): Encoding {
  let [chinese, other] = [0, 0];
  for (let at = 0; at < Math.min(bytes.length, LOOKED_AT); at += 1) {
    const [first = 0, second = 0] = bytes.subarray(at, at + 2);
    if (first < 0x80) continue;
    if (second >= 0xa1 && first < COMMON) chinese += 1;
    else other += 1;
    if (second >= 0x80) at += 1;
  }
  return chinese > other ? GBK : LATIN1;
}

/** The first byte that is no UTF-8. */
function firstFault(bytes: Uint8Array): number {
  let [good, bad] = [0, bytes.length];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (isUtf8(bytes.subarray(0, middle), true)) good = middle;
    else bad = middle;
  }
  return good;
}

function isUtf8(bytes: Uint8Array, cut = false): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: cut });
    return true;
  } catch {
    return false;
  }
}

function positionOf(text: string): { readonly line: number; readonly column: number } {
  const lines = text.split('\n');
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

function faultOf(name: string, bytes: Uint8Array, { name: looks, iconv }: Encoding): EncodingFault {
  const before = new TextDecoder().decode(bytes.subarray(0, firstFault(bytes)));
  const at = iconv.startsWith('UTF-16') ? { line: 1, column: 1 } : positionOf(before);
  const message = `not UTF-8 (looks like ${looks}); save it as UTF-8, such as by: iconv -f ${iconv} -t UTF-8 ${name} > new.yaml`;
  return { file: name, ...at, place: '', message };
}

/** Reads a file. One that is not UTF-8 has a fault. A byte order mark of UTF-8 is removed. */
export function decodeText(name: string, bytes: Uint8Array): TextFile {
  const utf16 = utf16Of(bytes);
  if (!utf16 && isUtf8(bytes)) return { name, text: new TextDecoder().decode(bytes), faults: [] };
  const encoding = utf16 ?? bytewiseOf(bytes);
  return {
    name,
    text: new TextDecoder(encoding.label).decode(bytes),
    faults: [faultOf(name, bytes, encoding)],
  };
}

export const readTextFile = async (name: string): Promise<TextFile> => decodeText(name, await readFile(name));

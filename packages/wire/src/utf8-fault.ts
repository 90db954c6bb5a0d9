/** Bytes that follow a first byte of UTF-8, and the least and greatest of the second (RFC 3629 4); -1: no first byte. */
function expected(first: number): readonly [more: number, least: number, greatest: number] {
  if (first < 0x80) return [0, 0, 0];
  if (first >= 0xc2 && first <= 0xdf) return [1, 0x80, 0xbf];
  if (first === 0xe0) return [2, 0xa0, 0xbf];
  if (first === 0xed) return [2, 0x80, 0x9f];
  if (first >= 0xe1 && first <= 0xef) return [2, 0x80, 0xbf];
  if (first === 0xf0) return [3, 0x90, 0xbf];
  if (first >= 0xf1 && first <= 0xf3) return [3, 0x80, 0xbf];
  return first === 0xf4 ? [3, 0x80, 0x8f] : [-1, 0, 0];
}

/** Returns the index of the first byte that is no UTF-8, from 0; undefined if there is none. */
export function utf8Fault(bytes: Uint8Array): number | undefined {
  for (let at = 0; at < bytes.length; ) {
    const [more, least, greatest] = expected(bytes[at] ?? 0);
    if (more < 0) return at;
    for (let n = 1; n <= more; n++) {
      const byte = bytes[at + n] ?? 0;
      if (n === 1 ? byte < least || byte > greatest : byte < 0x80 || byte > 0xbf) return at;
    }
    at += more + 1;
  }
  return undefined;
}

const hex = (byte: number): string => byte.toString(16).toUpperCase().padStart(2, '0');

/** Says why a payload is no UTF-8: index, byte, and the encoding that it probably has. */
export function notUtf8(bytes: Uint8Array): string {
  const at = utf8Fault(bytes) ?? 0;
  const [first = 0, second = 0] = bytes;
  const utf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  const found = [...bytes.subarray(at, at + 2)].map(hex).join(' ');
  const encoding = utf16 ? 'it begins as UTF-16' : 'it may be GBK';
  return `the payload is not UTF-8: found the bytes ${found} at byte ${at + 1}; ${encoding}: send it as UTF-8`;
}

/** The parts of one frame of HJ 212, without the password, which is never stored. */
export interface Hj212Frame {
  /** Command number, such as 2061. */
  readonly cn: string;
  readonly mn?: string;
  /** `DataTime` as sent. */
  readonly dataTime?: string;
  /** The intervals in CP: `mininterval` and `rtdinterval`. */
  readonly settings: ReadonlyMap<string, string>;
  /** Sub-fields by factor (lower case), such as `a34004` → { Rtd: '35', Flag: 'N' }. */
  readonly factors: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

export type Hj212Fault = 'hj212-malformed' | 'hj212-length' | 'hj212-crc';

export type Hj212Parsed =
  | { readonly ok: true; readonly frame: Hj212Frame }
  | { readonly ok: false; readonly reason: Hj212Fault; readonly message: string };

/** The register after eight shifts, for each value below 256. */
const SHIFTED = Uint16Array.from({ length: 256 }, (_, start) => {
  let register = start;
  for (let bit = 0; bit < 8; bit++) register = register & 1 ? (register >> 1) ^ 0xa001 : register >> 1;
  return register;
});

/** Computes the CRC of HJ 212 annex A (not CRC-16/MODBUS) [P]. @example hj212Crc('123456789') // '2F80' in ASCII bytes */
export function hj212Crc(bytes: Uint8Array): string {
  let register = 0xffff;
  for (const byte of bytes) register = SHIFTED[(register >> 8) ^ byte] ?? 0;
  return register.toString(16).toUpperCase().padStart(4, '0');
}

/** Most bytes of a frame: header, four digits of length, the segment, CRC, and trailing blanks. */
const LONGEST = 2 + 4 + 9_999 + 4 + 64;

/**
 * Says whether a command carries no measurements: parameters (1xxx), site and control (3xxx), answers, notices and
 * heartbeats (9xxx), status and running times of equipment, the start of the logger.
 * @source hj212.md, codes
 */
export const isWithoutData = (cn: string): boolean =>
  /^[139]\d{3}$/.test(cn) || ['2012', '2021', '2022', '2041', '2081'].includes(cn);

const fault = (reason: Hj212Fault, message: string): Hj212Parsed => ({ ok: false, reason, message });
/** Most arguments of one call; the stack limits them. */
const CHUNK = 4_096;

/** Decodes each byte to one character: indices in the text are indices in the frame. */
function latin1(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += CHUNK)
    text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return text;
}

/** Parses a frame: `##` + length + segment + CRC + line end. Accepts deviations with one possible meaning (hj212.md). */
export function parseHj212(bytes: Uint8Array): Hj212Parsed {
  if (bytes.byteLength > LONGEST)
    return fault('hj212-length', `${bytes.byteLength} bytes; a frame has at most ${LONGEST}`);
  const text = latin1(bytes).trimEnd();
  const head = /^##(\d{3,4}?)(?=[A-Z])/i.exec(text) ?? /^##(\d{4})/.exec(text);
  if (!head?.[1])
    return fault('hj212-malformed', 'a frame begins with ## and four digits of length, such as ##0101QN=…');
  const segment = text.slice(head[0].length, -4);
  const crc = text.slice(-4);
  if (segment.length !== Number(head[1]))
    return fault(
      'hj212-length',
      `the length says ${Number(head[1])}, the segment has ${segment.length} bytes`,
    );
  const computed = hj212Crc(bytes.subarray(head[0].length, head[0].length + segment.length));
  if (computed !== crc.toUpperCase())
    return fault('hj212-crc', `the CRC is ${JSON.stringify(crc)}, computed ${computed}`);
  return frameOf(segment);
}

function frameOf(segment: string): Hj212Parsed {
  const cp = /CP=&&(.*?)(?:&&|$)/s.exec(segment);
  const header = new Map(
    segment
      .slice(0, cp?.index ?? segment.length)
      .split(';')
      .map((field) => splitAt(field, '=')),
  );
  const cn = header.get('CN');
  if (!cn) return fault('hj212-malformed', 'CN is missing; a segment has CN=2061 or another command');
  if (!cp && !isWithoutData(cn)) return fault('hj212-malformed', 'CP is missing; data stand in CP=&&…&&');
  const { dataTime, ...data } = dataOf(cp?.[1] ?? '');
  const mn = header.get('MN');
  return { ok: true, frame: { cn, ...(mn && { mn }), ...(dataTime && { dataTime }), ...data } };
}

function splitAt(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text.trim(), ''] : [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}

/** The fields of CP that give the interval of a value. */
const INTERVALS: ReadonlySet<string> = new Set(['mininterval', 'rtdinterval']);

function dataOf(data: string): Pick<Hj212Frame, 'dataTime' | 'settings' | 'factors'> {
  const factors = new Map<string, Map<string, string>>();
  const settings = new Map<string, string>();
  let dataTime: string | undefined;
  for (const field of data.split(/[;,]/)) {
    if (field === '') continue;
    const [name, value] = splitAt(field, '=');
    if (name === 'DataTime') dataTime = value;
    const [factor, suffix] = splitAt(name.toLowerCase(), '-');
    if (!suffix) {
      if (INTERVALS.has(factor)) settings.set(factor, value);
      continue;
    }
    const known = factors.get(factor);
    if (known) known.set(suffix, value);
    else factors.set(factor, new Map([[suffix, value]]));
  }
  return { ...(dataTime && { dataTime }), settings, factors };
}

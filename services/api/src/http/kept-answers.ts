import type { Buffer } from 'node:buffer';
import { promisify } from 'node:util';
import { brotliCompress, constants, deflate, gzip } from 'node:zlib';
import { type Cache, createCache } from '@lanbi/flow';

const brotli = promisify(brotliCompress);
const QUALITY = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

const PACK = {
  br: (body: Buffer) => brotli(body, QUALITY),
  gzip: promisify<Buffer, Buffer>(gzip),
  deflate: promisify<Buffer, Buffer>(deflate),
} as const;
export type Encoding = keyof typeof PACK;
const ENCODINGS = Object.keys(PACK) as readonly Encoding[];

/** Smaller answers are sent as they are, as @fastify/compress does. */
const WORTH_PACKING = 1_024;

/** An answer as bytes, and what it was made of. */
export interface Kept {
  readonly version: string;
  readonly versionNow: () => string | undefined;
  readonly route: string;
  readonly etag: string;
  /** Of a 200, but for those that differ from request to request: names and values in turn, as `writeHead` takes them fastest. */
  readonly headers: readonly string[];
  /** Of a 304. */
  readonly unchanged: readonly string[];
  /** Absent where whoever asked had the answer: nothing was made then. */
  readonly body: Buffer | undefined;
  readonly packed: Map<Encoding, Buffer | 'under way'>;
}

export interface KeptBounds {
  readonly answers: number;
  /** Of all answers together, packed ones among them. */
  readonly bytes: number;
}

/**
 * The encoding that an `Accept-Encoding` asks for, in our order of preference; `identity` where it names none of ours,
 * undefined where it has weights or wildcards, which are read elsewhere.
 */
export function encodingOf(accepted: string | undefined): Encoding | 'identity' | undefined {
  if (accepted === undefined) return 'identity';
  if (accepted.includes(';') || accepted.includes('*')) return undefined;
  const names = accepted.toLowerCase().split(',');
  return ENCODINGS.find((encoding) => names.some((name) => name.trim() === encoding)) ?? 'identity';
}

/** Bytes of an answer in all of its encodings. */
const bytesIn = ({ body, packed }: Kept): number =>
  [...packed.values()].reduce(
    (sum, bytes) => (bytes === 'under way' ? sum : sum + bytes.length),
    body?.length ?? 0,
  );

/** Answers as bytes under their question; at the bound the one that was not asked for longest is dropped. */
export class KeptAnswers {
  readonly #all: Cache<Kept>;

  constructor({ answers, bytes }: KeptBounds) {
    this.#all = createCache({ entries: answers, size: bytes, sizeOf: bytesIn });
  }

  /** The answer of a URL where what it is made of has not changed. */
  current(url: string): Kept | undefined {
    const kept = this.#all.get(url);
    if (!kept) return undefined;
    if (kept.versionNow() === kept.version) return kept;
    this.#all.delete(url);
    return undefined;
  }

  /** Keeps an answer, unless it is kept already; one with a body stands for one without. */
  put(url: string, kept: Kept): void {
    const before = this.#all.peek(url);
    if (before?.version === kept.version && (before.body || !kept.body)) return;
    this.#all.set(url, kept);
  }

  /** The bytes of an answer in an encoding; undefined while they are being made, which the first call begins. */
  bytesOf(url: string, kept: Kept, encoding: Encoding | 'identity'): Buffer | undefined {
    const { body } = kept;
    if (!body || encoding === 'identity' || body.length < WORTH_PACKING) return body;
    const packed = kept.packed.get(encoding);
    if (packed === undefined) void this.#pack(url, kept, body, encoding);
    return packed === 'under way' ? undefined : packed;
  }

  async #pack(url: string, kept: Kept, body: Buffer, encoding: Encoding): Promise<void> {
    kept.packed.set(encoding, 'under way');
    // Without packed bytes the answer is packed for each request, as it was.
    const packed = await PACK[encoding](body).catch(() => undefined);
    if (!packed || this.#all.peek(url) !== kept) return;
    kept.packed.set(encoding, packed);
    // It is larger now.
    this.#all.delete(url);
    this.#all.set(url, kept);
  }
}

/** The factor of the seventh byte; a number of seven bytes is still a safe integer. */
const SEVEN_SAFE = 2 ** 42;

/** Reads the output of a `ByteWriter`, in the same order. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  /** Number of bytes read. */
  get position(): number {
    return this.#at;
  }

  /** @throws RangeError behind the end */
  byte(): number {
    const value = this.#bytes[this.#at];
    if (value === undefined) throw new RangeError(`a record ends after ${this.#bytes.length} bytes`);
    this.#at += 1;
    return value;
  }

  /** @throws RangeError behind the end */
  unsigned(): number {
    // Called a million times for a year of hours: it creates no objects and writes the position once.
    const bytes = this.#bytes;
    let value = 0;
    let factor = 1;
    for (let at = this.#at; at < bytes.length; at += 1) {
      const byte = bytes[at] ?? 0;
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) {
        this.#at = at + 1;
        return value;
      }
      factor *= 0x80;
    }
    throw new RangeError(`a record ends after ${bytes.length} bytes`);
  }

  signed(): number {
    const value = this.unsigned();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  /** Reads an integer; a bigint if it is beyond the safe integers. */
  whole(): number | bigint {
    let [value, factor] = [0, 1];
    while (factor <= SEVEN_SAFE) {
      const byte = this.byte();
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
      factor *= 0x80;
    }
    return this.#beyond(BigInt(value), BigInt(factor));
  }

  /** Reads the remaining bytes of a number of more than seven bytes. */
  #beyond(begun: bigint, next: bigint): number | bigint {
    let [value, factor] = [begun, next];
    for (;;) {
      const byte = this.byte();
      value += BigInt(byte & 0x7f) * factor;
      if (byte < 0x80) break;
      factor *= 0x80n;
    }
    const exact = value % 2n === 0n ? value / 2n : -(value + 1n) / 2n;
    const number = Number(exact);
    return Number.isSafeInteger(number) ? number : exact;
  }

  text(): string {
    let text = '';
    for (let left = this.unsigned(); left > 0; left -= 1) text += String.fromCharCode(this.unsigned());
    return text;
  }

  double(): number {
    const { buffer, byteOffset } = this.block(8);
    return new DataView(buffer, byteOffset, 8).getFloat64(0);
  }

  /** Reads a block of bytes. @param length of the block; by default it is read first */
  block(length: number = this.unsigned()): Uint8Array {
    const end = this.#at + length;
    if (end > this.#bytes.length) throw new RangeError(`a record ends after ${this.#bytes.length} bytes`);
    const block = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return block;
  }
}

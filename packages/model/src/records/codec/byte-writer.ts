/** Below this limit twice an integer of either sign is exact. */
const SIGNED = 2 ** 51;

/** Appends numbers to bytes. */
export class ByteWriter {
  #bytes = new Uint8Array(64);
  #length = 0;

  /** Returns a copy of the bytes written so far. */
  bytes(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  /** Removes all bytes. */
  clear(): void {
    this.#length = 0;
  }

  byte(value: number): void {
    if (this.#length === this.#bytes.length) this.#grow(1);
    this.#bytes[this.#length] = value;
    this.#length += 1;
  }

  /** Writes an integer from 0 to 2^53 - 1, seven bits per byte, the lowest first. */
  unsigned(value: number): void {
    let rest = value;
    while (rest >= 0x80) {
      this.byte((rest % 0x80) | 0x80);
      rest = Math.floor(rest / 0x80);
    }
    this.byte(rest);
  }

  /** Writes an integer of either sign below 2^52; the lowest bit is the sign. */
  signed(value: number): void {
    this.unsigned(value < 0 ? -2 * value - 1 : 2 * value);
  }

  /** Writes an integer of any size and sign; below 2^52 the same bytes as `signed`. */
  whole(value: number | bigint): void {
    if (typeof value === 'number' && Math.abs(value) < SIGNED) {
      this.signed(value);
      return;
    }
    const exact = BigInt(value);
    let rest = exact < 0n ? -2n * exact - 1n : 2n * exact;
    for (; rest >= 0x80n; rest >>= 7n) this.byte(Number(rest & 0x7fn) | 0x80);
    this.byte(Number(rest));
  }

  /** Writes a text: the number of characters, then their codes. Short for ids, which are ASCII. */
  text(value: string): void {
    this.unsigned(value.length);
    for (let at = 0; at < value.length; at += 1) this.unsigned(value.charCodeAt(at));
  }

  /** Writes a double in eight bytes, the highest first. */
  double(value: number): void {
    this.#grow(8);
    new DataView(this.#bytes.buffer).setFloat64(this.#length, value);
    this.#length += 8;
  }

  /** Writes the number of bytes, then the bytes. */
  block(bytes: Uint8Array): void {
    this.unsigned(bytes.length);
    this.#grow(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  #grow(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const larger = new Uint8Array(2 * (this.#length + more));
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}

import type { Socket } from 'node:net';
import { remainingLength } from './publish-head.ts';

export interface ConnectReaderOptions {
  readonly maxConnectBytes: number;
  /** The bytes of a complete CONNECT. */
  readonly connect: (bytes: Buffer) => void;
  /** The first bytes are not those of a CONNECT that is allowed. Nothing more is read. */
  readonly noConnect: (reason: 'protocol' | 'packet-too-large', bytes: number) => void;
}

const CONNECT_BYTE = 0x10;
/** Bytes that are read behind the CONNECT; beyond it TCP holds the client. */
const BEHIND_BYTES = 64 * 1024;

/** Reads a connection until its client is logged in, so that aedes gets only those connections. */
export class ConnectReader {
  readonly #socket: Socket;
  readonly #options: ConnectReaderOptions;
  readonly #chunks: Buffer[] = [];
  readonly #onReadable = (): void => this.#read();
  #size = 0;
  /** Bytes of the CONNECT, once its header is here. */
  #needed: number | undefined;
  #isDone = false;

  constructor(socket: Socket, options: ConnectReaderOptions) {
    this.#socket = socket;
    this.#options = options;
    socket.on('readable', this.#onReadable);
  }

  /** Stops reading. Answers the bytes that arrived behind the CONNECT. */
  end(): Buffer {
    this.#socket.off('readable', this.#onReadable);
    return this.#takeBytes();
  }

  /** Goes on while the password is checked, so that a disconnection is noticed. */
  #read(): void {
    while (!this.#isDone || this.#size < BEHIND_BYTES) {
      const chunk: unknown = this.#socket.read();
      if (!(chunk instanceof Buffer)) return;
      this.#chunks.push(chunk);
      this.#size += chunk.length;
      if (!this.#isDone) this.#checkHeader();
      this.#complete();
    }
  }

  #takeBytes(): Buffer {
    return Buffer.concat(this.#chunks.splice(0));
  }

  /** Reads the length of the first packet as soon as its header is here. */
  #checkHeader(): void {
    if (this.#needed !== undefined || this.#size === 0) return;
    const bytes = this.#takeBytes();
    this.#chunks.push(bytes);
    const found = remainingLength(bytes, 0);
    this.#needed = found && found.header + found.length;
    const { maxConnectBytes } = this.#options;
    if (bytes[0] !== CONNECT_BYTE) this.#refuse('protocol', this.#size);
    else if (this.#needed !== undefined && this.#needed > maxConnectBytes)
      this.#refuse('packet-too-large', this.#needed);
  }

  #refuse(reason: 'protocol' | 'packet-too-large', bytes: number): void {
    this.#isDone = true;
    this.#socket.off('readable', this.#onReadable);
    this.#chunks.length = 0;
    this.#size = BEHIND_BYTES;
    this.#options.noConnect(reason, bytes);
  }

  #complete(): void {
    if (this.#isDone || this.#needed === undefined || this.#size < this.#needed) return;
    this.#isDone = true;
    const bytes = this.#takeBytes();
    const behind = bytes.subarray(this.#needed);
    this.#size = behind.length;
    if (this.#size > 0) this.#chunks.push(behind);
    this.#options.connect(bytes.subarray(0, this.#needed));
  }
}

import {
  type ConsumerName,
  LanbiError,
  type Offset,
  offsetAt,
  offsetNumber,
  type Spool,
  type SpooledMessage,
  type SpoolMessage,
  type SpoolState,
  spoolConsumer,
} from '@lanbi/model';
import { Connection } from '@lanbi/sqlite';
import type { Instant } from '@lanbi/standards';
import { checkWhole, tornError } from './check.ts';
import {
  bytesOf,
  firstNumber,
  firstText,
  NOTHING,
  receiptOf,
  SIZE,
  sizeOf,
  spooledMessageOf,
} from './rows.ts';
import { SPOOL_MIGRATIONS } from './schema.ts';

export interface SpoolOptions {
  /** The file, or `:memory:`. */
  readonly path: string;
  /** Limit of the waiting messages in bytes: payload, topic and 64 bytes for each message. */
  readonly maxBytes: number;
  /** Says why an empty file cannot be a new one; undefined if it can. */
  readonly earlier?: () => Promise<string | undefined>;
}

/** The `application_id` of spool files. */
const APPLICATION = 0x6c620003;

/** A drained file of more pages (of 4 KiB) than this is vacuumed. */
const SHRINK_ABOVE = 4096;

const INSERT = 'INSERT INTO message (received_at, topic, payload, retained) VALUES (?, ?, ?, ?)';

/** The spool in one SQLite file. Each append is one commit; it is on the disk when the call resolves. */
class SqliteSpool implements Spool {
  readonly #options: SpoolOptions;
  readonly #db: Connection;
  #why: string | undefined;
  #name: ConsumerName | undefined;
  #size = NOTHING;
  #oldest: Instant | undefined;
  /** Whether free pages of the file may contain messages of an earlier version, with passwords. */
  #remains = true;

  constructor(options: SpoolOptions) {
    this.#options = options;
    this.#db = new Connection({
      ...{ path: options.path, kind: 'spool', application: APPLICATION, migrations: SPOOL_MIGRATIONS },
      earlier: (found) => (found === 'empty' ? this.#why : undefined),
    });
  }

  async open(): Promise<void> {
    try {
      this.#why = await this.#options.earlier?.();
      this.#db.open();
      checkWhole(this.#db);
      this.#name = spoolConsumer(String(this.#db.first(firstText, 'SELECT id FROM spool')));
      this.#size = this.#db.first(sizeOf, SIZE) ?? NOTHING;
      this.#oldest = this.#first();
      if (this.#size.messages === 0) this.#shrink();
    } catch (error) {
      this.#db.close();
      throw tornError(error, this.#options.path);
    }
  }

  async close(): Promise<void> {
    this.#db.close();
  }

  consumer(): ConsumerName {
    if (this.#name === undefined) throw new LanbiError('closed', 'the spool is not open');
    return this.#name;
  }

  async append(messages: readonly SpoolMessage[]): Promise<Offset> {
    this.#db.check();
    const bytes = messages.reduce((total, message) => total + bytesOf(message), 0);
    const { maxBytes } = this.#options;
    if (this.#size.bytes + bytes > maxBytes)
      throw new LanbiError('spool-full', `the spool is full: ${this.#size.bytes} of ${maxBytes} bytes`);
    const last = this.#db.transaction('the spool takes nothing', () => {
      let position = 0;
      for (const { receivedAt, topic, payload, retained } of messages)
        position = this.#db.run(INSERT, receivedAt, topic, payload, retained ? 1 : 0).id;
      return position;
    });
    if (this.#size.messages === 0) this.#oldest = messages[0]?.receivedAt;
    this.#size = { messages: this.#size.messages + messages.length, bytes: this.#size.bytes + bytes };
    return offsetAt(last);
  }

  async read(after: Offset, limit: number): Promise<readonly SpooledMessage[]> {
    const sql = 'SELECT * FROM message WHERE position > ? ORDER BY position LIMIT ?';
    return this.#db.all(spooledMessageOf, sql, offsetNumber(after), limit);
  }

  async remove(position: Offset): Promise<void> {
    const gone = this.#db.transaction('the spool forgets nothing', () => {
      const size = this.#db.first(sizeOf, `${SIZE} WHERE position <= ?`, offsetNumber(position)) ?? NOTHING;
      this.#db.run('DELETE FROM message WHERE position <= ?', offsetNumber(position));
      return size;
    });
    const { messages, bytes } = this.#size;
    this.#size = { messages: messages - gone.messages, bytes: bytes - gone.bytes };
    this.#oldest = this.#first();
    if (this.#size.messages === 0) this.#shrink();
  }

  state(): SpoolState {
    const oldest = this.#oldest;
    return {
      ...this.#size,
      maxBytes: this.#options.maxBytes,
      ...(oldest !== undefined && { oldest }),
    };
  }

  #first(): Instant | undefined {
    return this.#db.first(receiptOf, 'SELECT received_at FROM message ORDER BY position LIMIT 1');
  }

  /**
   * Vacuums the empty file: once in each run, and if it is large after a long outage. A failure is ignored; the next call
   * tries again.
   */
  #shrink(): void {
    const pages = this.#db.first(firstNumber, 'PRAGMA page_count') ?? 0;
    if (!this.#remains && pages <= SHRINK_ABOVE) return;
    try {
      for (const sql of ['VACUUM', 'PRAGMA wal_checkpoint(TRUNCATE)']) this.#db.all(firstNumber, sql);
      this.#remains = false;
    } catch (error) {
      if (!(error instanceof LanbiError)) throw error;
    }
  }
}

/** Creates a spool in the file `path`. Open it before use. */
export const createSpool = (options: SpoolOptions): Spool => new SqliteSpool(options);

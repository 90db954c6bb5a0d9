import type { ObservationLog, ObservationWriter, RecordLog, RecordWriter, Store } from '@lanbi/model';

/** One open, empty store. */
export interface StoreUnderTest {
  readonly store: Store;
  /** Closes the store and opens another on the same data. */
  reopen(): Promise<Store>;
  /** Removes from the store's own file all that it may remove; absent where the file holds everything. */
  prune?(): Promise<void>;
  /** Closes whatever is open and removes the data. */
  dispose(): Promise<void>;
}

/** What the contract of the store needs of an adapter. */
export interface StoreAdapter {
  /** False for a store that forgets at close, such as one in memory: `reopen` is then never called. */
  readonly durable: boolean;
  create(): Promise<StoreUnderTest>;
}

/** A log and its writer. What a write stored can be read when the write resolves. */
export interface LogUnderTest {
  readonly store: ObservationLog & ObservationWriter & Pick<Store, 'ping'>;
  dispose(): Promise<void>;
}

/** What the contract of the log needs; every store adapter is one. */
export interface LogAdapter {
  create(): Promise<LogUnderTest>;
}

/** A log of records and its writer. What a commit changed can be read when the commit resolves. */
export interface RecordLogUnderTest {
  readonly store: RecordLog & Pick<RecordWriter, 'commit'>;
  dispose(): Promise<void>;
}

/** What the contract of the log of records needs; every store adapter is one. */
export interface RecordLogAdapter {
  create(): Promise<RecordLogUnderTest>;
}

import type { ObservationLog, ObservationWriter, Store } from '@lanbi/model';
import { describe } from 'vitest';
import { deadLetterContract } from './store/dead-letters.ts';
import { durabilityContract } from './store/durability.ts';
import { interleavingContract } from './store/interleavings.ts';
import { logContract } from './store/log.ts';
import { notesContract } from './store/notes.ts';
import { readerContract } from './store/reader.ts';
import { resultsContract } from './store/results.ts';
import { writeContract } from './store/write.ts';

/** One open, empty store. */
export interface StoreUnderTest {
  readonly store: Store;
  /** Closes the store and opens another on the same data. */
  reopen(): Promise<Store>;
  /** Takes out of the store's own file all that it may take out; absent where the file is the whole. */
  prune?(): Promise<void>;
  /** Closes whatever is open and removes the data. */
  dispose(): Promise<void>;
}

export interface StoreAdapter {
  /** False for a store that forgets at close, such as one in memory: `reopen` is then never called. */
  readonly durable: boolean;
  create(): Promise<StoreUnderTest>;
}

/** A log, and the way into it. What a write stored can be read when it resolves. */
export interface LogUnderTest {
  readonly store: ObservationLog & ObservationWriter & Pick<Store, 'ping'>;
  dispose(): Promise<void>;
}

/** What the contract of the log needs; every store adapter is one. */
export interface LogAdapter {
  create(): Promise<LogUnderTest>;
}

/** Declares the tests that every adapter of the store port passes. */
export function storeContract(name: string, adapter: StoreAdapter): void {
  describe(`store contract: ${name}`, () => {
    writeContract(adapter);
    logContract(adapter);
    readerContract(adapter);
    resultsContract(adapter);
    notesContract(adapter);
    deadLetterContract(adapter);
    durabilityContract(adapter);
    interleavingContract(adapter);
  });
}

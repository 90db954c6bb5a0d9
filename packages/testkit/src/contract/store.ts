import { describe } from 'vitest';
import type { StoreAdapter } from './store/adapter.ts';
import { annotationsContract } from './store/annotations.ts';
import { deadLetterContract } from './store/dead-letters.ts';
import { durabilityContract } from './store/durability.ts';
import { interleavingContract } from './store/interleavings.ts';
import { logContract } from './store/log.ts';
import { notesContract } from './store/notes.ts';
import { poisonContract } from './store/poison.ts';
import { publishedBulletinContract } from './store/published-bulletins.ts';
import { readerContract } from './store/reader.ts';
import { recordLogContract } from './store/record-log.ts';
import { resultsContract } from './store/results.ts';
import { writeContract } from './store/write.ts';

/** Declares the tests that every adapter of the store port passes. */
export function storeContract(name: string, adapter: StoreAdapter): void {
  describe(`store contract: ${name}`, () => {
    writeContract(adapter);
    poisonContract(adapter);
    logContract(adapter);
    readerContract(adapter);
    resultsContract(adapter);
    recordLogContract(adapter);
    notesContract(adapter);
    annotationsContract(adapter);
    publishedBulletinContract(adapter);
    deadLetterContract(adapter);
    durabilityContract(adapter);
    interleavingContract(adapter);
  });
}

import type { DeadLetterReader, StoredDeadLetter } from '@lanbi/model';

const PAGE = 1_000;

/** Dead letters with their payloads, newest first, down to the one behind `after`. */
export async function* deadLettersOf(store: DeadLetterReader, after = 0): AsyncGenerator<StoredDeadLetter> {
  for (let before = Number.MAX_SAFE_INTEGER; ; ) {
    const page = await store.deadLetters({ limit: PAGE, before });
    for (const { id } of page) {
      if (id <= after) return;
      const letter = await store.deadLetter(id);
      if (letter) yield letter;
      before = id;
    }
    if (page.length === 0) return;
  }
}

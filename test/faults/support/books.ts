import { type Books, balanced } from '@lanbi/testkit/accounting';
import type { Subject } from './subject.ts';

export type { Books };

/** The books of ingest as the program shows them now; whenever they are looked at, they must balance. */
export async function booksOf({ apiUrl }: Subject): Promise<Books> {
  return balanced(await (await fetch(`${apiUrl}/metrics`)).text());
}

/** Looks into the books until they say so; fails loudly when they never do. */
export async function until(
  subject: Subject,
  ready: (books: Books) => boolean,
  what: string,
): Promise<Books> {
  const end = performance.now() + 60_000;
  for (;;) {
    const books = await booksOf(subject);
    if (ready(books)) return books;
    if (performance.now() > end) throw new Error(`not within a minute: ${what}; ${JSON.stringify(books)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

import type { Metrics } from '@lanbi/runtime';
import { expect } from 'vitest';

/** The books of ingest as `/metrics` shows them, in messages. */
export interface Books {
  readonly received: number;
  /** Found in the spool at the start of this process. */
  readonly recovered: number;
  readonly stored: number;
  /** Refused whole, by reason. */
  readonly refused: Readonly<Record<string, number>>;
  readonly waiting: number;
  readonly spooled: number;
}

const LINE = /^(lanbi_ingest_messages_\w+?)(?:_total)?(?:\{reason="([^"]+)"\})? (\S+)$/gm;

/** Reads the books out of a scrape. @throws when a figure of them is not there */
export function readBooks(scrape: string): Books {
  const single = new Map<string, number>();
  const refused: Record<string, number> = {};
  for (const [, name = '', reason, value] of scrape.matchAll(LINE)) {
    if (reason === undefined) single.set(name.replace('lanbi_ingest_messages_', ''), Number(value));
    else refused[reason] = Number(value);
  }
  const of = (name: string): number => {
    const value = single.get(name);
    if (value === undefined) throw new Error(`/metrics has no lanbi_ingest_messages_${name}`);
    return value;
  };
  return {
    received: of('received'),
    recovered: of('recovered'),
    stored: of('stored'),
    refused,
    waiting: of('waiting'),
    spooled: of('spooled'),
  };
}

/** Asserts received + recovered = stored + refused + waiting + spooled, and answers the books. */
export function balanced(scrape: string): Books {
  const books = readBooks(scrape);
  const refused = Object.values(books.refused).reduce((total, n) => total + n, 0);
  const found = books.received + books.recovered;
  const kept = books.stored + refused + books.waiting + books.spooled;
  expect(kept, `${JSON.stringify(books)} does not balance`).toBe(found);
  for (const n of Object.values({ ...books, refused })) expect(n).toBeGreaterThanOrEqual(0);
  return books;
}

/** The same of the metrics of a part under test. */
export const balancedMetrics = async (metrics: Metrics): Promise<Books> => balanced(await metrics.text());

import type { Metrics } from '@lanbi/runtime';
import { expect } from 'vitest';

/** Message accounting of ingest, as `/metrics` shows it. */
export interface MessageCounts {
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

/** Reads the counters from a scrape. @throws if one is missing */
export function readMessageCounts(scrape: string): MessageCounts {
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

/** Asserts received + recovered = stored + refused + waiting + spooled, and answers the counters. */
export function balanced(scrape: string): MessageCounts {
  const counts = readMessageCounts(scrape);
  const refused = Object.values(counts.refused).reduce((total, n) => total + n, 0);
  const found = counts.received + counts.recovered;
  const kept = counts.stored + refused + counts.waiting + counts.spooled;
  expect(kept, `${JSON.stringify(counts)} does not balance`).toBe(found);
  for (const n of Object.values({ ...counts, refused })) expect(n).toBeGreaterThanOrEqual(0);
  return counts;
}

/** The same for the metrics of a component under test. */
export const balancedMetrics = async (metrics: Metrics): Promise<MessageCounts> =>
  balanced(await metrics.text());

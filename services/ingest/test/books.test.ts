import { createMetrics } from '@lanbi/runtime';
import { describe, expect, it } from 'vitest';
import { Books, publishBooks } from '../src/books.ts';

const MANY = 10_000;
const known = new Map(Array.from({ length: MANY }, (_, n) => [`ST${n}`, n] as const));

/** A message of a station, stored. */
const settled = (station: string) => ({
  work: {
    message: { topic: `env/v1/air/${station}/observations`, payload: new Uint8Array(), receivedAt: 0 },
    station,
    observations: [],
    refusals: [],
  },
  outcomes: [],
});

async function scrape(each: boolean): Promise<string> {
  const metrics = createMetrics();
  const books = new Books(known as never, each);
  publishBooks(books, metrics);
  for (const station of known.keys()) books.settle('waiting', settled(station) as never);
  books.settle('waiting', settled('stranger') as never);
  return metrics.text();
}

const stationLines = (text: string): string[] =>
  text.split('\n').filter((line) => line.startsWith('lanbi_ingest_station_messages_total'));

describe('counters by station', () => {
  it('are a series each where they are asked for', async () => {
    expect(stationLines(await scrape(true))).toHaveLength(2 * (MANY + 1));
  });

  it('are together, and a scrape of ten thousand stations is small, where they are not', async () => {
    const text = await scrape(false);
    expect(stationLines(text)).toEqual([
      `lanbi_ingest_station_messages_total{station="registered",outcome="stored"} ${MANY}`,
      'lanbi_ingest_station_messages_total{station="registered",outcome="refused"} 0',
      'lanbi_ingest_station_messages_total{station="unregistered",outcome="stored"} 1',
      'lanbi_ingest_station_messages_total{station="unregistered",outcome="refused"} 0',
    ]);
    expect(text.length).toBeLessThan(50_000);
  });
});

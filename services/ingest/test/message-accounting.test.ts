import { createMetrics } from '@lanbi/runtime';
import { describe, expect, it } from 'vitest';
import { MessageAccounting, publishAccounting } from '../src/message-accounting.ts';

const MANY = 10_000;
const known = new Map(Array.from({ length: MANY }, (_, n) => [`ST${n}`, n] as const));

/** A stored message of a station. */
const committed = (station: string) => ({
  message: {
    raw: { topic: `env/v1/air/${station}/observations`, payload: new Uint8Array(), receivedAt: 0 },
    station,
    observations: [],
    refusals: [],
  },
  outcomes: [],
});

async function scrape(each: boolean): Promise<string> {
  const metrics = createMetrics();
  const accounting = new MessageAccounting(known as never, each);
  publishAccounting(accounting, metrics);
  for (const station of known.keys()) accounting.record('waiting', committed(station) as never);
  accounting.record('waiting', committed('stranger') as never);
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

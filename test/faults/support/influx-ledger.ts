import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LOG_START } from '@lanbi/model';
import { createSpool } from '@lanbi/spool';
import { createRecentStore } from '@lanbi/store-embedded';
import { deadLettersOf } from '@lanbi/testkit/dead-letters';
import type { Influxd } from '@lanbi/testkit/servers/influxd';
import type { Findings, Ledger } from './ledger.ts';
import { isRefused, numberAt, numberOf, valuesOf } from './readings.ts';

type Row = Readonly<Record<string, string>>;

/** Rows of a Flux query, by the names of its columns. */
async function rowsOf({ url, org, token }: Influxd, flux: string): Promise<Row[]> {
  const answer = await fetch(`${url}/api/v2/query?org=${org}`, {
    method: 'POST',
    headers: { authorization: `Token ${token}`, 'content-type': 'application/vnd.flux', accept: 'text/csv' },
    body: flux,
  });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  const tables = (await answer.text()).trim().split(/\r?\n\r?\n/);
  return tables.flatMap((table) => {
    const [head = '', ...lines] = table.split(/\r?\n/);
    const columns = head.split(',');
    return lines.map((line) => {
      const cells = line.split(',');
      return Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? '']));
    });
  });
}

const within = (bucket: string, measurement: string): string =>
  `from(bucket: "${bucket}") |> range(start: 2009-01-01T00:00:00Z)
    |> filter(fn: (r) => r._measurement == "${measurement}")`;

export interface InfluxLedgerOptions {
  readonly influxd: Influxd;
  readonly bucket: string;
  /** Of every process that takes readings in: dead letters and spool are there. */
  readonly dataDirs: readonly string[];
}

/** Compares what was acknowledged with what InfluxDB itself holds, and with the files of the processes beside it. */
export function createInfluxLedger({ influxd, bucket, dataDirs }: InfluxLedgerOptions): Ledger {
  const stored = new Set<number>();
  const refused = new Set<number>();
  const spooled = new Set<number>();
  let [wrong, twice]: [number[], number[]] = [[], []];
  let letters = 0;

  async function readInflux(): Promise<void> {
    stored.clear();
    [wrong, twice] = [[], []];
    const pivot = '|> pivot(rowKey: ["_time"], columnKey: ["_field"], valueColumn: "_value")';
    for (const row of await rowsOf(influxd, `${within(bucket, 'air')} ${pivot}`)) {
      const n = numberAt(row['station'] ?? '', Date.parse(row['_time'] ?? ''));
      const sent = Object.entries(valuesOf(n));
      // Read while another process writes: a point whose fields are not all there yet is not stored yet.
      if (sent.some(([name]) => (row[name] ?? '') === '')) continue;
      const corrected = Object.keys(row).some((name) => name.endsWith('_revision') && Number(row[name]) > 1);
      if (stored.has(n) || corrected) twice.push(n);
      stored.add(n);
      if (isRefused(n) || sent.some(([name, value]) => Number(row[name]) !== value)) wrong.push(n);
    }
    // Nothing was corrected: whatever stands here was taken for a correction.
    for (const row of await rowsOf(influxd, `${within(bucket, 'air_replaced')} ${pivot}`))
      twice.push(numberAt(row['station'] ?? '', Date.parse(row['_time'] ?? '')));
  }

  /** Reads copies: opening the files themselves would spare the program the recovery that is under test. */
  async function readFiles(dataDir: string): Promise<void> {
    const copy = await mkdtemp(join(tmpdir(), 'lanbi-ledger-'));
    await cp(dataDir, copy, { recursive: true });
    const recent = createRecentStore({ path: join(copy, 'recent.db') });
    await recent.open();
    for await (const { payload } of deadLettersOf(recent)) {
      letters += 1;
      refused.add(numberOf(payload));
    }
    await recent.close();
    const spool = createSpool({ path: join(copy, 'spool.db'), maxBytes: Number.MAX_SAFE_INTEGER });
    await spool.open();
    const { messages } = spool.state();
    for (const { payload } of await spool.read(LOG_START, messages)) spooled.add(numberOf(payload));
    await spool.close();
    await rm(copy, { recursive: true });
  }

  return {
    stored,
    refused,
    spooled,
    get refusedAgain() {
      return letters - refused.size;
    },
    async audit(acknowledged): Promise<Findings> {
      await readInflux();
      refused.clear();
      spooled.clear();
      letters = 0;
      for (const dataDir of dataDirs) await readFiles(dataDir);
      wrong.push(...[...refused].filter((n) => !isRefused(n)));
      const lost = [...acknowledged].filter((n) => !stored.has(n) && !refused.has(n) && !spooled.has(n));
      const such = [...lost, ...wrong, ...twice].slice(0, 10);
      return { lost: lost.length, wrong: wrong.length, twice: twice.length, such };
    },
  };
}

import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LOG_START, type StoredDeadLetter, type StoredObservation } from '@lanbi/model';
import { createSpool } from '@lanbi/spool';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { deadLettersOf } from '@lanbi/testkit/dead-letters';
import { isRefused as isBrokenOff, numberAt, numberOf, valuesOf } from './readings.ts';

/** What was found against the promise, in messages; `KEPT` when nothing was. */
export interface Findings {
  /** Acknowledged, and neither stored nor dead-lettered nor spooled. */
  readonly lost: number;
  /** Stored with another value than was sent, or refused though sound. */
  readonly wrong: number;
  /** Stored twice, or counted as a correction though nothing was corrected. */
  readonly twice: number;
  /** The first few of them. */
  readonly such: readonly number[];
}

export const KEPT: Findings = { lost: 0, wrong: 0, twice: 0, such: [] };

/** Compares what was acknowledged with what the store file holds while no process has it open. */
export interface Ledger {
  readonly stored: ReadonlySet<number>;
  /** Of which a dead letter was found. */
  readonly refused: ReadonlySet<number>;
  /** Dead letters of a message that had one: redelivered between its commit and its PUBACK. */
  readonly refusedAgain: number;
  /** Found in the spool at the last audit: acknowledged, and to be stored when the store is back. */
  readonly spooled: ReadonlySet<number>;
  audit(acknowledged: Iterable<number>): Promise<Findings>;
}

const PAGE = 10_000;

/** Not what else may lie there, such as the file that fills a disk. */
const isOurs = (path: string): boolean => !path.endsWith('filler');

export interface LedgerOptions {
  /** Where the spool is, when not beside the store. */
  readonly spoolDir?: string;
  /** Which messages must be refused, when other than those that are broken off. */
  readonly isRefused?: (n: number) => boolean;
}

export function createLedger(
  dataDir: string,
  { spoolDir, isRefused = isBrokenOff }: LedgerOptions = {},
): Ledger {
  const stored = new Set<number>();
  const refused = new Set<number>();
  const wrong: number[] = [];
  const twice: number[] = [];
  const spooled = new Set<number>();
  let offset = LOG_START;
  let lastLetter = 0;
  let refusedAgain = 0;

  function observation({ station, to, readings, position }: StoredObservation): void {
    const n = numberAt(station, to);
    if (stored.has(n) || readings.some(({ revision }) => revision !== 1)) twice.push(n);
    stored.add(n);
    const values = Object.fromEntries(readings.map(({ parameter, value }) => [parameter, value]));
    const sent = valuesOf(n);
    const same = Object.keys(sent).every((name) => values[name] === sent[name]);
    if (!same || readings.length !== Object.keys(sent).length || isRefused(n)) wrong.push(n);
    offset = position;
  }

  function deadLetter({ payload }: StoredDeadLetter): void {
    const n = numberOf(payload);
    if (refused.has(n)) refusedAgain += 1;
    refused.add(n);
    if (!isRefused(n)) wrong.push(n);
  }

  async function readStore(path: string): Promise<void> {
    const store = createEmbeddedStore({ path });
    await store.open();
    for (let page = await store.read(offset, PAGE); page.length > 0; page = await store.read(offset, PAGE))
      page.forEach(observation);
    const seen = lastLetter;
    for await (const letter of deadLettersOf(store, seen)) {
      lastLetter = Math.max(lastLetter, letter.id);
      deadLetter(letter);
    }
    await store.close();
  }

  async function readSpool(path: string): Promise<void> {
    const spool = createSpool({ path, maxBytes: Number.MAX_SAFE_INTEGER });
    await spool.open();
    spooled.clear();
    const { messages } = spool.state();
    for (const { payload } of await spool.read(LOG_START, messages)) spooled.add(numberOf(payload));
    await spool.close();
  }

  /** Reads copies: opening the files themselves would spare the program the recovery that is under test. */
  async function readNew(): Promise<void> {
    const copy = await mkdtemp(join(tmpdir(), 'lanbi-ledger-'));
    for (const folder of [dataDir, ...(spoolDir ? [spoolDir] : [])])
      await cp(folder, copy, { recursive: true, filter: isOurs });
    await readStore(join(copy, 'lanbi.db'));
    await readSpool(join(copy, 'spool.db'));
    await rm(copy, { recursive: true });
  }

  return {
    stored,
    refused,
    spooled,
    get refusedAgain() {
      return refusedAgain;
    },
    async audit(acknowledged) {
      await readNew();
      const lost = [...acknowledged].filter((n) => !stored.has(n) && !refused.has(n) && !spooled.has(n));
      const such = [...lost, ...wrong, ...twice].slice(0, 10);
      return { lost: lost.length, wrong: wrong.length, twice: twice.length, such };
    },
  };
}

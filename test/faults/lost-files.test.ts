import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mqtt from 'mqtt';
import { afterAll, describe, expect, it } from 'vitest';
import { createSubject, type Subject } from './support/subject.ts';

const READING = {
  ts: '2026-04-01T08:00:00+08:00',
  values: { pm2_5: 35, pm10: 60, so2: 9, no2: 30, co: 0.6, o3: 70 },
};
const REGISTRY = {
  regions: [{ id: 'c', name: 'c', kind: 'city' }],
  stations: [{ id: 'A3', medium: 'air', name: 'A3', region: 'c' }],
};

type End = 'SIGTERM' | 'SIGKILL';

/** Runs a program that stores a reading and ends: in good order, or by a kill that leaves the logs beside its files. */
async function storeReading(signal: End): Promise<Subject> {
  const subject = await createSubject({ registry: REGISTRY });
  expect(await subject.start(), subject.said()).toBe('running');
  const client = await mqtt.connectAsync(subject.brokerUrl, { reconnectPeriod: 0 });
  await client.publishAsync('env/v1/air/A3/observations', JSON.stringify(READING), { qos: 1 });
  subject.signal(signal);
  await subject.ended();
  await client.endAsync(true);
  return subject;
}

/** The data folders that a program left, one for each way to end. Tests work on copies. */
const kept = new Map<End, string>();
afterAll(() => {
  for (const folder of kept.values()) rmSync(folder, { recursive: true, force: true });
});

/** A program that has not started yet, over a copy of the data of one that stored a reading and ended. */
async function lived(signal: End): Promise<Subject> {
  let folder = kept.get(signal);
  if (folder === undefined) {
    folder = mkdtempSync(join(tmpdir(), 'lanbi-lived-'));
    cpSync((await storeReading(signal)).dataDir, folder, { recursive: true });
    kept.set(signal, folder);
  }
  const subject = await createSubject({ registry: REGISTRY });
  cpSync(folder, subject.dataDir, { recursive: true });
  return subject;
}

const fileOf = ({ dataDir }: Subject, name: string): string => join(dataDir, name);

/** A start that ends by itself with code 1; what it said. */
async function refusal(subject: Subject): Promise<string> {
  const exit = await subject.start();
  expect(exit, subject.said()).toMatchObject({ code: 1 });
  return subject.said();
}

const overwrite = (path: string): void => {
  const bytes = readFileSync(path);
  bytes.fill(0xa5, 0, 4096);
  writeFileSync(path, bytes);
};

describe('after an orderly end', { timeout: 180_000 }, () => {
  it('all is there again, and so it is after a kill', async () => {
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      const subject = await lived(signal);
      expect(await subject.start(), subject.said()).toBe('running');
      const url = `${subject.apiUrl}/v1/stations/A3/observations?parameter=pm2_5&from=2026-04-01&to=2026-04-01`;
      const { data } = (await (await fetch(url)).json()) as { data: { value: number }[] };
      expect(data.map(({ value }) => value)).toEqual([35]);
    }
  });

  it.each([
    ['lanbi.db removed', 'lanbi.db', rmSync, /lanbi\.db is missing, but earlier runs left alerts\.db/],
    ['lanbi.db emptied', 'lanbi.db', truncateSync, /lanbi\.db is empty, but earlier runs left alerts\.db/],
    ['lanbi.db overwritten', 'lanbi.db', overwrite, /lanbi\.db is no SQLite database/],
    [
      'lanbi.db cut off',
      'lanbi.db',
      (path: string) => truncateSync(path, statSync(path).size - 4096),
      /lanbi\.db is cut off/,
    ],
    [
      'alerts.db emptied',
      'alerts.db',
      truncateSync,
      /alerts\.db is empty, but the store beside it holds readings/,
    ],
    ['alerts.db overwritten', 'alerts.db', overwrite, /alerts\.db is no SQLite database/],
    [
      'spool.db emptied',
      'spool.db',
      truncateSync,
      /spool\.db is empty, but the store beside it holds readings/,
    ],
    ['spool.db overwritten', 'spool.db', overwrite, /spool\.db is no SQLite database/],
  ] as const)('%s is refused, with the file and what to do', async (_how, name, lose, message) => {
    const subject = await lived('SIGTERM');
    const path = fileOf(subject, name);
    lose(path);
    const said = await refusal(subject);
    expect(said).toMatch(message);
    expect(said).toContain(path);
    expect(said).toMatch(new RegExp(`Restore ${name.replace('.', '\\.')} .*from a backup`));
    expect(said).toMatch(/move .*away/);
    // A second start says the same: the first one has made no file.
    expect(await refusal(subject)).toMatch(message);
  });

  it('starts anew once everything of before was moved away on purpose', async () => {
    const subject = await lived('SIGTERM');
    rmSync(fileOf(subject, 'lanbi.db'));
    await refusal(subject);
    const aside = join(subject.dataDir, 'aside');
    mkdirSync(aside);
    for (const name of ['alerts.db', 'spool.db']) renameSync(fileOf(subject, name), join(aside, name));
    expect(await subject.start(), subject.said()).toBe('running');
  });

  it.each(['alerts.db', 'spool.db'])('starts as %s says, once it was moved away', async (name) => {
    const subject = await lived('SIGTERM');
    overwrite(fileOf(subject, name));
    expect(await refusal(subject)).toMatch(/move .*away/);
    renameSync(fileOf(subject, name), join(subject.dataDir, `${name}.torn`));
    expect(await subject.start(), subject.said()).toBe('running');
    expect(existsSync(fileOf(subject, name))).toBe(true);
  });

  it('a folder in place of a file is refused', async () => {
    const subject = await lived('SIGTERM');
    rmSync(fileOf(subject, 'alerts.db'));
    mkdirSync(fileOf(subject, 'alerts.db'));
    expect(await refusal(subject)).toMatch(/alerts\.db is a folder/);
  });

  it('another lanbi on the same folder is refused', async () => {
    const subject = await createSubject({ registry: REGISTRY });
    expect(await subject.start(), subject.said()).toBe('running');
    const second = await createSubject({ registry: REGISTRY, dataDir: subject.dataDir });
    expect(await refusal(second)).toMatch(
      /lanbi\.db .*in use by another process: stop it, or use another data folder/,
    );
  });
});

describe('after a kill', { timeout: 180_000 }, () => {
  it.each([
    ['removed', rmSync],
    ['emptied', truncateSync],
  ] as const)('lanbi.db %s beside its log is refused, and the log stays', async (_how, lose) => {
    const subject = await lived('SIGKILL');
    const path = fileOf(subject, 'lanbi.db');
    expect(statSync(`${path}-wal`).size).toBeGreaterThan(0);
    lose(path);
    expect(await refusal(subject)).toMatch(
      /lanbi\.db is (missing|empty), but its log .*lanbi\.db-wal is there/,
    );
    expect(existsSync(`${path}-wal`)).toBe(true);
  });
});

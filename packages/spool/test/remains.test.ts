import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { offsetAt } from '@lanbi/model';
import { instant } from '@lanbi/standards';
import { expect, it, onTestFinished } from 'vitest';
import { createSpool } from '../src/index.ts';

const SECRET = 'SECRET123';
const message = (n: number) => ({
  receivedAt: instant(n),
  topic: 'env/v1/air/A1/hj212',
  payload: Buffer.from(`${n} PW=${SECRET};${'x'.repeat((n % 3) * 5_000)}`),
});

/** A spool with passwords in it as an earlier version kept them: 40 messages, of which some are removed. */
async function before(removed: number) {
  const folder = mkdtempSync(join(tmpdir(), 'lanbi-spool-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const open = async () => {
    const spool = createSpool({ path: join(folder, 'spool.db'), maxBytes: 1e9 });
    await spool.open();
    onTestFinished(() => spool.close());
    return spool;
  };
  const old = await open();
  await old.append(Array.from({ length: 41 }, (_, n) => message(n)));
  await old.remove(offsetAt(removed));
  await old.close();
  const telling = () =>
    readdirSync(folder).filter((name) => readFileSync(join(folder, name)).includes(SECRET));
  expect(telling()).toEqual(['spool.db']);
  return { open, telling };
}

it('what messages were stands nowhere after they were drained in an earlier run', async () => {
  const { open, telling } = await before(40);
  const spool = await open();
  await spool.remove(offsetAt(41));
  expect(spool.state().messages).toBe(0);
  expect(telling()).toEqual([]);
  await spool.close();
  expect(telling()).toEqual([]);
});

it('nor at the start with a spool that was drained before', async () => {
  const { open, telling } = await before(40);
  const drained = await open();
  await drained.remove(offsetAt(41));
  await drained.append([message(1)]);
  await drained.remove(offsetAt(42));
  await drained.close();
  expect((await open()).state().messages).toBe(0);
  expect(telling()).toEqual([]);
});

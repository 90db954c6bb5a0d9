import { fdatasync } from 'node:fs';
import { join } from 'node:path';
import { consumerName, offsetAt } from '@lanbi/model';
import type { SyncFile } from '@lanbi/sqlite';
import { hour, observation, result } from '@lanbi/testkit/samples/observations';
import { describe, expect, it, onTestFinished } from 'vitest';
import { connect, EmbeddedStore } from '../src/store.ts';
import { temporaryFolder } from './support/temporary.ts';

const START = offsetAt(0);
const EVALUATE = consumerName('evaluate');

/** A disk whose syncs wait until they are let go, or fail. */
function createDisk() {
  const waiting: (() => void)[] = [];
  let held = false;
  let failure: Error | undefined;
  let syncs = 0;
  const files: SyncFile = {
    fdatasync(fd, done) {
      syncs += 1;
      const error = failure;
      const sync = () => (error ? done(error) : fdatasync(fd, done));
      if (held) waiting.push(sync);
      else sync();
    },
  };
  return {
    files,
    syncs: () => syncs,
    hold() {
      held = true;
    },
    release() {
      held = false;
      for (const sync of waiting.splice(0)) sync();
    },
    fail(error: Error | undefined) {
      failure = error;
    },
  };
}

async function openedOn(disk: ReturnType<typeof createDisk>) {
  const { folder, remove } = temporaryFolder();
  onTestFinished(remove);
  const store = new EmbeddedStore(connect(join(folder, 'lanbi.db'), { sync: 'group', files: disk.files }));
  await store.open();
  onTestFinished(() => store.close());
  return store;
}

const batch = (at: number) => ({ observations: [observation({ at })], deadLetters: [] });

/** Whether a promise is settled after the loop has gone round a few times. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  const done = () => {
    settled = true;
  };
  promise.then(done, done);
  for (let turns = 0; turns < 20; turns += 1) await new Promise(setImmediate);
  return settled;
}

describe('a commit that is not on the disk yet', () => {
  it('is not answered, and is in no log', async () => {
    const disk = createDisk();
    const store = await openedOn(disk);
    disk.hold();
    let appended = 0;
    store.onAppend(() => {
      appended += 1;
    });
    const written = store.write(batch(1));
    expect(await isSettled(written)).toBe(false);
    expect(await store.read(START, 10)).toEqual([]);
    expect(appended).toBe(0);
    disk.release();
    expect(await written).toEqual([{ kind: 'accepted', change: 'new' }]);
    expect(await store.read(START, 10)).toHaveLength(1);
  });

  it('holds up the answer to the same observation that comes again', async () => {
    const disk = createDisk();
    const store = await openedOn(disk);
    disk.hold();
    const [first, again] = [store.write(batch(1)), store.write(batch(1))];
    expect(await isSettled(again)).toBe(false);
    disk.release();
    expect(await first).toEqual([{ kind: 'accepted', change: 'new' }]);
    expect(await again).toEqual([{ kind: 'accepted', change: 'same' }]);
  });

  it('holds up whoever reads results behind it', async () => {
    const disk = createDisk();
    const store = await openedOn(disk);
    disk.hold();
    const committed = store.commit(EVALUATE, offsetAt(1), [result('A', 1, 50)], hour(1));
    const read = store.changedResults(START, 10);
    expect(await isSettled(read)).toBe(false);
    disk.release();
    expect(await committed).toHaveLength(1);
    expect(await read).toHaveLength(1);
  });

  it('shares the next sync with the others that came meanwhile', async () => {
    const disk = createDisk();
    const store = await openedOn(disk);
    disk.hold();
    const before = disk.syncs();
    const written = Array.from({ length: 50 }, (_, at) => store.write(batch(at + 1)));
    disk.release();
    await Promise.all(written);
    expect(disk.syncs() - before).toBe(2);
    expect(await store.read(START, 100)).toHaveLength(50);
  });
});

describe('a disk that fails', () => {
  it('refuses what was committed and all that comes later, until a new start', async () => {
    const disk = createDisk();
    const store = await openedOn(disk);
    await store.write(batch(1));
    disk.fail(Object.assign(new Error('i/o error'), { syscall: 'fdatasync' }));
    const unavailable = { code: 'store-unavailable', message: expect.stringContaining('i/o error') };
    await expect(store.write(batch(2))).rejects.toMatchObject(unavailable);
    // Once the kernel has reported it, it would take the next sync for done.
    disk.fail(undefined);
    await expect(store.write(batch(2))).rejects.toMatchObject(unavailable);
    await expect(store.ping()).rejects.toMatchObject(unavailable);
    expect(await store.read(START, 10)).toHaveLength(1);
  });
});

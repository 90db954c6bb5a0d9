import { join } from 'node:path';
import {
  type Annotation,
  consumerName,
  type NewPublishedBulletin,
  offsetAt,
  type StoredObservation,
  type StoredResult,
} from '@lanbi/model';
import { civilDate } from '@lanbi/standards';
import { deadLetter, hour, observation, result } from '@lanbi/testkit/samples/observations';
import { createDisk, type Disk, isSettled } from '@lanbi/testkit/servers/disk';
import { describe, expect, it, onTestFinished } from 'vitest';
import { RecentStore } from '../src/recent/recent-store.ts';
import { connectStore, EmbeddedStore } from '../src/store.ts';
import { temporaryFolder } from './support/temporary.ts';

const START = offsetAt(0);
const EVALUATE = consumerName('evaluate');

async function openedOn(disk: Disk) {
  const { folder, remove } = temporaryFolder();
  onTestFinished(remove);
  const store = new EmbeddedStore(
    connectStore(join(folder, 'lanbi.db'), { sync: 'group', files: disk.files }),
  );
  await store.open();
  onTestFinished(() => store.close());
  return store;
}

const DUST: Annotation = {
  kind: 'dust-day',
  subject: 'baoding',
  pollutants: ['pm10'],
  from: civilDate('2026-04-10'),
  until: civilDate('2026-04-10'),
  reason: 'dust',
  enteredAt: hour(1),
};
const TEXT = { title: '', markdown: '', html: '' };
const BULLETIN: NewPublishedBulletin = {
  ...{ period: '2026-04', edition: 1, at: hour(1), dataVersion: 'a', figures: '{}' },
  texts: { zh: TEXT, en: TEXT },
};

type Call = (store: EmbeddedStore) => Promise<unknown>;

const batch = (at: number) => ({ observations: [observation({ at })], deadLetters: [] });

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

  it.each<{ what: string; before?: Call; call: Call }>([
    { what: 'a place', call: (store) => store.advance(EVALUATE, offsetAt(1)) },
    { what: 'an annotation', call: (store) => store.enterAnnotation(DUST) },
    {
      what: 'a second annotation of the same days',
      before: (store) => store.enterAnnotation(DUST),
      call: (store) => store.enterAnnotation(DUST),
    },
    {
      what: 'a withdrawal',
      before: (store) => store.enterAnnotation(DUST),
      call: (store) => store.withdrawAnnotation(1, { reason: 'none', at: hour(2) }),
    },
    { what: 'a bulletin', call: (store) => store.publishBulletin(BULLETIN) },
    {
      what: 'a bulletin without a change',
      before: (store) => store.publishBulletin(BULLETIN),
      call: (store) => store.publishBulletin({ ...BULLETIN, edition: 2 }),
    },
    {
      what: 'what became of a replay',
      before: (store) => store.write({ observations: [], deadLetters: [deadLetter(1)] }),
      call: (store) => store.markReplayed(1, { at: hour(2), outcome: 'stored', refusals: [] }),
    },
    {
      what: 'the removal of dead letters',
      call: (store) => store.pruneDeadLetters({ count: 0, bytes: 0, from: hour(2) }),
    },
  ])('is not answered: $what', async ({ before, call }) => {
    const disk = createDisk();
    const store = await openedOn(disk);
    disk.hold();
    const calls = [before?.(store), call(store)];
    expect(await isSettled(Promise.race(calls.filter((each) => each !== undefined)))).toBe(false);
    disk.release();
    await Promise.all(calls);
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

describe('the recent past of a store whose whole is elsewhere', () => {
  const stored = (): StoredObservation => ({
    ...observation(),
    position: offsetAt(1),
    readings: observation().readings.map((one) => ({ ...one, revision: 1 })),
  });
  const storedResult: StoredResult = {
    ...result('A', 1, 50),
    ...{ position: offsetAt(1), revision: 1, computedAt: hour(1) },
  };
  const checkpoint = { consumer: EVALUATE, position: offsetAt(1) };

  it.each<[string, (recent: RecentStore) => Promise<unknown>]>([
    [
      'what the engine has taken',
      (recent) => {
        const { observations, ...more } = batch(1);
        return recent.writePlanned({ observations, ...more }, recent.plan(observations, new Map()), 1);
      },
    ],
    [
      'results that the engine has taken',
      (recent) => {
        const planned = recent.planResults([result('A', 1, 50)], new Map());
        return recent.commitPlanned(EVALUATE, offsetAt(1), planned, hour(1));
      },
    ],
    ['a batch of observations', (recent) => recent.applyObservations([stored()], checkpoint)],
    ['a batch of results', (recent) => recent.applyResults([storedResult], checkpoint)],
    ['a batch without anything new', (recent) => recent.applyResults([], checkpoint)],
  ])('does not answer before it is on the disk: %s', async (_what, call) => {
    const disk = createDisk();
    const { folder, remove } = temporaryFolder();
    onTestFinished(remove);
    const recent = new RecentStore(join(folder, 'recent.db'), disk.files);
    await recent.open();
    onTestFinished(() => recent.close());
    disk.hold();
    const called = call(recent);
    expect(await isSettled(called)).toBe(false);
    expect(await recent.read(START, 10)).toEqual([]);
    disk.release();
    await called;
  });

  it('keeps the name of its log before anybody learns it', async () => {
    const disk = createDisk();
    const { folder, remove } = temporaryFolder();
    onTestFinished(remove);
    const recent = new RecentStore(join(folder, 'recent.db'), disk.files);
    disk.hold();
    const opened = recent.open();
    expect(await isSettled(opened)).toBe(false);
    disk.release();
    await opened;
    onTestFinished(() => recent.close());
  });
});

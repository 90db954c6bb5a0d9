import { consumerName, hasReached, LOG_START, offsetAt, type Result, type StoredResult } from '@lanbi/model';
import { describe, expect, it } from 'vitest';
import { hour, recordsOfEveryKind, result } from '../../samples/observations.ts';
import type { RecordLogAdapter, RecordLogUnderTest } from './adapter.ts';
import { fresh } from './fresh.ts';

const EVALUATE = consumerName('evaluate');

const commit = ({ store }: RecordLogUnderTest, at: number, ...results: readonly Result[]) =>
  store.commit(EVALUATE, offsetAt(at), results, hour(at));

const subjects = (results: readonly StoredResult[]) => results.map(({ subject }) => subject);

/** A record without where it stands. */
const recordOf = ({ kind, subject, from, to, body, revision }: StoredResult) => ({
  ...{ kind, subject, from, to, body, revision },
});

function recordOrderContract(adapter: RecordLogAdapter): void {
  it('is empty at first', async () => {
    const { store } = await fresh(adapter);
    expect(await store.resultHead()).toBe(LOG_START);
    expect(await store.changedResults(LOG_START, 10)).toEqual([]);
  });

  it('reads in the order of change, whatever the times, from any offset on', async () => {
    const made = await fresh(adapter);
    const { store } = made;
    for (const [n, id] of ['B', 'A', 'C'].entries()) await commit(made, n + 1, result(id, 9 - n, 50));
    const all = await store.changedResults(LOG_START, 10);
    expect(subjects(all)).toEqual(['B', 'A', 'C']);
    const [first, second, third] = all.map(({ position }) => position);
    expect(await store.resultHead()).toBe(third);
    expect(hasReached(third ?? LOG_START, second ?? LOG_START)).toBe(true);
    expect(subjects(await store.changedResults(LOG_START, 2))).toEqual(['B', 'A']);
    expect(subjects(await store.changedResults(first ?? LOG_START, 10))).toEqual(['A', 'C']);
    expect(await store.changedResults(third ?? LOG_START, 10)).toEqual([]);
  });

  it('a record that changed moves to the end and stands there once, in its newest state', async () => {
    const made = await fresh(adapter);
    const { store } = made;
    await commit(made, 1, result('A', 1, 50), result('B', 1, 60));
    const before = await store.resultHead();
    await commit(made, 2, result('A', 1, 51));
    const all = await store.changedResults(LOG_START, 10);
    expect(all.map(recordOf)).toEqual([
      { ...result('B', 1, 60), revision: 1 },
      { ...result('A', 1, 51), revision: 2 },
    ]);
    expect(await store.changedResults(before, 10)).toEqual(all.slice(1));
  });

  it('carries a record of every kind as it is', async () => {
    const made = await fresh(adapter);
    const each = recordsOfEveryKind();
    await commit(made, 1, ...each);
    const found = await made.store.changedResults(LOG_START, 10);
    expect(found.map(recordOf)).toEqual(each.map((one) => ({ ...one, revision: 1 })));
    expect(found.map(({ computedAt }) => computedAt)).toEqual(each.map(() => hour(1)));
  });
}

function recordListenerContract(adapter: RecordLogAdapter): void {
  it('calls listeners after a change, and not for a record that is the same again', async () => {
    const made = await fresh(adapter);
    const { store } = made;
    let calls = 0;
    let seen: Promise<readonly StoredResult[]> = Promise.resolve([]);
    const stop = store.onResults(() => {
      calls += 1;
      seen = store.changedResults(LOG_START, 10);
    });
    await commit(made, 1, result('A', 1, 50));
    expect(subjects(await seen)).toEqual(['A']);
    const before = calls;
    expect(before).toBeGreaterThan(0);
    await commit(made, 2, result('A', 1, 50));
    expect(calls).toBe(before);
    stop();
    await commit(made, 3, result('A', 1, 51));
    expect(calls).toBe(before);
    expect(await store.changedResults(LOG_START, 10)).toHaveLength(1);
  });
}

/** The log of records, in the process that writes it or over a bus. */
export function recordLogContract(adapter: RecordLogAdapter): void {
  describe('log of records', () => {
    recordOrderContract(adapter);
    recordListenerContract(adapter);
  });
}

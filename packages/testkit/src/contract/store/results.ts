import { consumerName, LOG_START, laterOffset, offsetAt, type Result, type StoredResult } from '@lanbi/model';
import { instant } from '@lanbi/standards';
import { describe, expect, it } from 'vitest';
import {
  cause,
  hour,
  hourRecord,
  recordsOfEveryKind,
  result,
  sampleRecord,
  sampleResult,
  waterDayResult,
} from '../../samples/observations.ts';
import type { StoreAdapter } from './adapter.ts';
import { fresh } from './fresh.ts';
import { recordColumnContract } from './record-columns.ts';

const EVALUATE = consumerName('evaluate');
const START = LOG_START;
const subjects = (results: readonly StoredResult[]) => results.map(({ subject }) => subject);

function resultCommitContract(adapter: StoreAdapter): void {
  it('stores results together with the checkpoint of the consumer', async () => {
    const { store } = await fresh(adapter);
    expect(await store.checkpoint(EVALUATE)).toBe(0);
    const changed = await store.commit(EVALUATE, offsetAt(7), [result('A', 1, 50)], hour(9));
    expect(changed).toMatchObject([{ ...result('A', 1, 50), revision: 1, computedAt: hour(9) }]);
    expect(await store.checkpoint(EVALUATE)).toBe(7);
    expect(await store.checkpoint(consumerName('publish'))).toBe(0);
    expect(await store.get(result('A', 1, 50))).toEqual(changed[0]);
    expect(await store.get(result('A', 2, 50))).toBeUndefined();
  });

  it('stores neither the checkpoint nor any result when one of them cannot be stored', async () => {
    const { store } = await fresh(adapter);
    await store.commit(EVALUATE, offsetAt(1), [], hour(1));
    const poison = { ...result('B', 1, 60), to: instant(Number.NaN) };
    await expect(
      store.commit(EVALUATE, offsetAt(2), [result('A', 1, 50), poison], hour(2)),
    ).rejects.toThrow();
    expect(await store.checkpoint(EVALUATE)).toBe(1);
    expect(await store.changedResults(START, 10)).toEqual([]);
    expect(await store.resultHead()).toBe(0);
    await store.commit(EVALUATE, offsetAt(3), [result('A', 1, 50)], hour(3));
    expect(await store.checkpoint(EVALUATE)).toBe(3);
  });

  it('leaves an unchanged result alone but moves the consumer', async () => {
    const { store } = await fresh(adapter);
    const [first] = await store.commit(EVALUATE, offsetAt(1), [result('A', 1, 50)], hour(1));
    expect(await store.commit(EVALUATE, offsetAt(2), [result('A', 1, 50)], hour(2))).toEqual([]);
    expect(await store.get(result('A', 1, 50))).toEqual(first);
    expect(await store.checkpoint(EVALUATE)).toBe(2);
  });

  it('a changed body is the next revision at the end of the log of results', async () => {
    const { store } = await fresh(adapter);
    const both = [result('A', 1, 50), result('B', 1, 60)];
    const stored = await store.commit(EVALUATE, offsetAt(1), both, hour(1));
    const again = [result('A', 1, 51), result('B', 1, 60)];
    const changed = await store.commit(EVALUATE, offsetAt(2), again, hour(2));
    expect(changed).toMatchObject([{ subject: 'A', body: hourRecord(51), revision: 2, computedAt: hour(2) }]);
    expect(subjects(await store.changedResults(START, 10))).toEqual(['B', 'A']);
    expect(await store.resultHead()).toBe((await store.changedResults(START, 10)).at(-1)?.position);
    expect(subjects(await store.changedResults(START, 1))).toEqual(['B']);
    const seen = stored.map(({ position }) => position).reduce(laterOffset);
    expect(await store.changedResults(seen, 10)).toEqual(changed);
  });
}

function resultHistoryContract(adapter: StoreAdapter): void {
  it('keeps a history of what a cause made new or changed, with the earlier body', async () => {
    const { store } = await fresh(adapter);
    const late = { ...result('A', 1, 50), causes: [cause('late', 5)] };
    const corrected = { ...result('A', 1, 51), causes: [cause('corrected', 6)] };
    for (const [i, next] of [result('B', 1, 60), result('B', 1, 61), late, corrected, corrected].entries())
      await store.commit(EVALUATE, offsetAt(i + 1), [next], hour(i + 1));
    const all = await store.history({ after: hour(0), to: hour(9), limit: 10 });
    expect(all).toEqual([
      {
        ...late,
        body: undefined,
        id: expect.any(Number),
        revision: 1,
        changedAt: hour(3),
        after: hourRecord(50),
      },
      {
        ...corrected,
        body: undefined,
        id: expect.any(Number),
        revision: 2,
        changedAt: hour(4),
        before: hourRecord(50),
        after: hourRecord(51),
      },
    ]);
    const one = (range: object) => store.history({ after: hour(0), to: hour(9), limit: 1, ...range });
    expect(await one({ behind: all[0]?.id })).toEqual([all[1]]);
    expect(await one({ after: hour(3) })).toEqual([all[1]]);
    expect(await one({ to: hour(2) })).toEqual([]);
    expect(await one({ subject: 'B' })).toEqual([]);
    expect(await one({ subject: 'A', kind: 'class.sample' })).toEqual([]);
    expect(await one({ subject: 'A', kind: 'aqi.hour' })).toEqual([all[0]]);
  });
}

function resultRangeContract(adapter: StoreAdapter): void {
  it('answers ranges of one kind and subject, open at `after`, closed at `to`', async () => {
    const { store } = await fresh(adapter);
    const hours = [3, 1, 4, 2].map((at) => result('A', at, at));
    const others: Result[] = [result('B', 2, 9), sampleResult('A', hour(2), 9)];
    await store.commit(EVALUATE, offsetAt(1), [...hours, ...others], hour(9));
    const range = { kind: 'aqi.hour' as const, subject: 'A', after: hour(1), to: hour(3), limit: 10 };
    expect((await store.results(range)).map(({ to }) => to)).toEqual([hour(2), hour(3)]);
    expect((await store.results({ ...range, limit: 1 })).map(({ to }) => to)).toEqual([hour(2)]);
    expect(await store.results({ ...range, to: hour(1) })).toEqual([]);
    expect(await store.results({ ...range, after: hour(4) })).toEqual([]);
    expect((await store.latestResult('aqi.hour', 'A'))?.to).toBe(hour(4));
    expect(await store.latestResult('aqi.hour', 'C')).toBeUndefined();
  });
}

function recordKindContract(adapter: StoreAdapter): void {
  it('keeps a record of every kind as it is, with its history', async () => {
    const { store } = await fresh(adapter);
    const each = recordsOfEveryKind();
    await store.commit(EVALUATE, offsetAt(1), each, hour(1));
    const caused = each.map((one) => ({ ...one, causes: [cause('late', 5)] }));
    await store.commit(EVALUATE, offsetAt(2), caused, hour(2));
    for (const one of each) expect(await store.get(one)).toMatchObject({ ...one, revision: 1 });
    const found = await store.changedResults(START, 10);
    expect(found.map(({ kind, subject, from, to, body }) => ({ kind, subject, from, to, body }))).toEqual(
      each,
    );
    const other = { ...waterDayResult('S', 1, 8), causes: [cause('corrected', 6)] };
    await store.commit(EVALUATE, offsetAt(3), [other], hour(3));
    const [change] = await store.history({ after: hour(2), to: hour(3), limit: 10 });
    expect(change).toMatchObject({
      kind: 'class.day',
      revision: 2,
      before: waterDayResult('S', 1, 7).body,
      after: other.body,
    });
  });

  it('answers samples at any instant of a day, an instant of 00:00 too', async () => {
    const { store } = await fresh(adapter);
    // 2026-04-01 08:00 at +08:00 is hour 0; 00:00 is hour 16.
    const ats = [hour(1), instant(hour(2) + 427_123), hour(16), instant(hour(16) + 1), hour(40)];
    const all = ats.map((at, i) => sampleResult('S', at, i));
    await store.commit(EVALUATE, offsetAt(1), all.toReversed(), hour(50));
    const range = { kind: 'class.sample' as const, subject: 'S', limit: 10 };
    const ends = async (after: number, to: number) =>
      (await store.results({ ...range, after: instant(after), to: instant(to) })).map((one) => one.to);
    expect(await ends(hour(0), hour(50))).toEqual(ats);
    expect(await ends(hour(1), hour(16))).toEqual(ats.slice(1, 3));
    expect(await ends(hour(16), hour(16) + 1)).toEqual(ats.slice(3, 4));
    expect(await ends(hour(40), hour(50))).toEqual([]);
    expect(await store.get(sampleResult('S', instant(hour(2) + 427_123), 0))).toMatchObject({
      body: sampleRecord(1),
    });
    expect(await store.get(sampleResult('S', instant(hour(2) + 427_124), 0))).toBeUndefined();
    expect((await store.latestResult('class.sample', 'S'))?.to).toBe(hour(40));
  });
}

function resultConsumerContract(adapter: StoreAdapter): void {
  it('advances a consumer alone', async () => {
    const { store } = await fresh(adapter);
    await store.advance(EVALUATE, offsetAt(7));
    expect(await store.checkpoint(EVALUATE)).toBe(7);
    expect(await store.resultHead()).toBe(0);
  });

  it('calls listeners of results, not of observations, and only for a change', async () => {
    const { store } = await fresh(adapter);
    let [results, appends] = [0, 0];
    store.onAppend(() => {
      appends += 1;
    });
    const called = new Promise<void>((resolve) => {
      store.onResults(() => {
        results += 1;
        resolve();
      });
    });
    await store.commit(EVALUATE, offsetAt(1), [result('A', 1, 50)], hour(1));
    await called;
    await store.commit(EVALUATE, offsetAt(2), [result('A', 1, 50)], hour(2));
    await store.ping();
    expect([results, appends]).toEqual([1, 0]);
  });
}

export function resultsContract(adapter: StoreAdapter): void {
  describe('results', () => {
    resultCommitContract(adapter);
    resultHistoryContract(adapter);
    resultRangeContract(adapter);
    recordColumnContract(adapter);
    recordKindContract(adapter);
    resultConsumerContract(adapter);
  });
}

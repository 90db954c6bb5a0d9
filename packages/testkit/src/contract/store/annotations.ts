import type { Annotation, DataState, DataSubject, DustPollutant } from '@lanbi/model';
import { civilDate, type SectionState } from '@lanbi/standards';
import { describe, expect, it } from 'vitest';
import { hour } from '../../samples/observations.ts';
import type { StoreAdapter } from './adapter.ts';
import { countedCalls, fresh } from './fresh.ts';

const ALL = { behind: 0, limit: 100 };

const dust = (
  subject: string,
  [from, until]: readonly [string, string],
  pollutants: readonly DustPollutant[] = ['pm10', 'pm2_5'],
): Annotation => ({
  kind: 'dust-day',
  subject,
  pollutants,
  from: civilDate(from),
  until: civilDate(until),
  reason: 'dust storm of the north-west',
  by: 'monitoring centre',
  enteredAt: hour(1),
});

const state = (subject: string, of: SectionState, [from, until]: readonly [string, string]): Annotation => ({
  kind: 'section-state',
  subject,
  state: of,
  from: civilDate(from),
  until: civilDate(until),
  reason: 'patrol of the day',
  author: 'key-1',
  enteredAt: hour(2),
});

const data = (
  { of, id }: DataSubject,
  said: DataState,
  [from, until]: readonly [string, string],
): Annotation => ({
  kind: 'data-state',
  of,
  subject: id,
  state: said,
  from: civilDate(from),
  until: civilDate(until),
  reason: 'check of the month',
  enteredAt: hour(3),
});

const APRIL: readonly [string, string] = ['2026-04-10', '2026-04-12'];
const WITHDRAWAL = { at: hour(5), reason: 'not confirmed', by: 'reviewer', author: 'key-2' };

function enteredContract(adapter: StoreAdapter): void {
  it('keeps what is entered, with ids and versions that rise', async () => {
    const { store } = await fresh(adapter);
    expect(await store.annotationVersion()).toBe(0);
    const first = await store.enterAnnotation(dust('baoding', APRIL));
    const second = await store.enterAnnotation(state('S1', 'frozen', APRIL));
    expect(first).toEqual({
      outcome: 'entered',
      annotation: { ...dust('baoding', APRIL), id: 1, version: 1 },
    });
    expect(second.annotation).toEqual({ ...state('S1', 'frozen', APRIL), id: 2, version: 2 });
    expect(await store.annotation(2)).toEqual(second.annotation);
    expect(await store.annotation(3)).toBeUndefined();
    expect(await store.annotations(ALL)).toEqual([first.annotation, second.annotation]);
    expect(await store.annotationVersion()).toBe(2);
  });

  it('answers by kind, subject and whether they hold, a page at a time', async () => {
    const { store } = await fresh(adapter);
    await store.enterAnnotation(dust('a', APRIL));
    await store.enterAnnotation(dust('b', APRIL));
    await store.enterAnnotation(state('a', 'dry', APRIL));
    await store.withdrawAnnotation(2, WITHDRAWAL);
    const ids = async (query: Parameters<typeof store.annotations>[0]) =>
      (await store.annotations(query)).map(({ id }) => id);
    expect(await ids({ ...ALL, kind: 'dust-day' })).toEqual([1, 2]);
    expect(await ids({ ...ALL, subject: 'a' })).toEqual([1, 3]);
    expect(await ids({ ...ALL, withdrawn: false })).toEqual([1, 3]);
    expect(await ids({ ...ALL, withdrawn: true })).toEqual([2]);
    expect(await ids({ behind: 1, limit: 1 })).toEqual([2]);
    expect(await ids({ ...ALL, kind: 'section-state', subject: 'b' })).toEqual([]);
  });

  it('withdraws with a trail, once', async () => {
    const { store } = await fresh(adapter);
    await store.enterAnnotation(dust('a', APRIL));
    await store.enterAnnotation(dust('b', APRIL));
    const withdrawn = await store.withdrawAnnotation(1, WITHDRAWAL);
    expect(withdrawn).toEqual({ ...dust('a', APRIL), id: 1, version: 3, withdrawn: WITHDRAWAL });
    expect(await store.withdrawAnnotation(1, { at: hour(9), reason: 'again' })).toEqual(withdrawn);
    expect(await store.annotationVersion()).toBe(3);
    expect(await store.withdrawAnnotation(7, WITHDRAWAL)).toBeUndefined();
  });
}

function conflictContract(adapter: StoreAdapter): void {
  it('refuses what holds for the same days already', async () => {
    const { store } = await fresh(adapter);
    const { annotation } = await store.enterAnnotation(dust('a', APRIL, ['pm10']));
    const conflict = { outcome: 'conflict', annotation };
    expect(await store.enterAnnotation(dust('a', ['2026-04-12', '2026-04-20']))).toEqual(conflict);
    expect(await store.enterAnnotation(dust('a', ['2026-04-01', '2026-04-10'], ['pm10']))).toEqual(conflict);
    const beside = [
      dust('a', ['2026-04-13', '2026-04-13']),
      dust('a', ['2026-04-01', '2026-04-09']),
      dust('a', APRIL, ['pm2_5']),
      dust('b', APRIL),
      state('a', 'dry', APRIL),
    ];
    for (const each of beside) expect((await store.enterAnnotation(each)).outcome).toBe('entered');
    expect((await store.enterAnnotation(state('a', 'frozen', APRIL))).outcome).toBe('conflict');
    await store.withdrawAnnotation(1, WITHDRAWAL);
    expect((await store.enterAnnotation(dust('a', APRIL, ['pm10']))).outcome).toBe('entered');
  });

  it('refuses the same state of data of the same subject for the same days, and takes another one', async () => {
    const { store } = await fresh(adapter);
    const reviewed = data({ of: 'region', id: 'a' }, 'reviewed', APRIL);
    const { annotation } = await store.enterAnnotation(reviewed);
    expect(annotation).toEqual({ ...reviewed, id: 1, version: 1 });
    expect(await store.enterAnnotation(reviewed)).toEqual({ outcome: 'conflict', annotation });
    const beside = [
      data({ of: 'region', id: 'a' }, 'audited', APRIL),
      data({ of: 'station', id: 'a' }, 'reviewed', APRIL),
      data({ of: 'region', id: 'a' }, 'reviewed', ['2026-04-13', '2026-04-14']),
      dust('a', APRIL),
    ];
    for (const each of beside) expect((await store.enterAnnotation(each)).outcome).toBe('entered');
    expect(await store.annotations({ ...ALL, kind: 'data-state' })).toHaveLength(4);
  });
}

function changeContract(adapter: StoreAdapter): void {
  it('calls back for what changed, and not for a conflict', async () => {
    const { store } = await fresh(adapter);
    const { stop, called } = countedCalls((listener) => store.onAnnotations(listener));
    await store.enterAnnotation(dust('a', APRIL));
    await called(1);
    await store.enterAnnotation(dust('a', APRIL));
    await called(1);
    await store.withdrawAnnotation(1, WITHDRAWAL);
    await called(2);
    stop();
    await store.enterAnnotation(dust('a', APRIL));
    await called(2);
  });

  it('has no part in the log of results', async () => {
    const { store } = await fresh(adapter);
    await store.enterAnnotation(dust('a', APRIL));
    expect(await store.resultHead()).toBe(0);
  });

  it.runIf(adapter.durable)('keeps both over a restart', async () => {
    const made = await fresh(adapter);
    await made.store.enterAnnotation(dust('a', APRIL));
    await made.store.enterAnnotation(state('S1', 'not-sampled', APRIL));
    await made.store.withdrawAnnotation(1, WITHDRAWAL);
    const before = await made.store.annotations(ALL);
    const again = await made.reopen();
    expect(await again.annotations(ALL)).toEqual(before);
    expect(await again.annotationVersion()).toBe(3);
  });
}

/** Annotations: entered, read, withdrawn, and kept. */
export function annotationsContract(adapter: StoreAdapter): void {
  describe('annotations', () => {
    enteredContract(adapter);
    conflictContract(adapter);
    changeContract(adapter);
  });
}

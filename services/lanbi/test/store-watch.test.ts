import { LanbiError } from '@lanbi/model';
import { createLogger } from '@lanbi/runtime';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createReadiness } from '../src/readiness.ts';
import { createStoreWatch } from '../src/store-watch.ts';

type Answer = 'works' | 'hangs' | 'away' | 'no bucket';

const MISSING = 'InfluxDB has no bucket lanbi_day; npm run influx:setup makes it';

function watched() {
  const state = { answer: 'works' as Answer, asked: 0, lines: [] as { level: number; msg: string }[] };
  let resume: () => void = () => {};
  const ping = async (): Promise<void> => {
    state.asked += 1;
    const { answer } = state;
    if (answer === 'hangs')
      await new Promise<void>((resolve) => {
        resume = resolve;
      });
    if (answer === 'away') throw new LanbiError('store-unavailable', 'InfluxDB does not answer');
    if (answer === 'no bucket') throw new LanbiError('configuration-invalid', MISSING);
  };
  const log = createLogger('info', { write: (line: string) => void state.lines.push(JSON.parse(line)) });
  const watch = createStoreWatch({ store: { ping }, log });
  return {
    ...{ state, watch },
    /** The server goes on, and answers what waited. */
    resume() {
      state.answer = 'works';
      resume();
    },
  };
}

describe('the watch of the store', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const seconds = (n: number) => vi.advanceTimersByTimeAsync(n * 1_000);

  it('answers at once while the store hangs, asks it once, and says one thing until it is back', async () => {
    const { state, watch, resume } = watched();
    await watch.start();
    await seconds(3);
    expect((await watch.verdict()).reason).toBeUndefined();
    state.answer = 'hangs';
    const before = state.asked;
    await seconds(4);
    const verdicts: (string | undefined)[] = [];
    for (let i = 0; i < 20; i += 1) {
      await seconds(1);
      verdicts.push((await watch.verdict()).reason);
    }
    expect(new Set(verdicts)).toEqual(new Set(['the store does not answer within 700 ms']));
    expect(state.asked).toBe(before + 1);
    resume();
    await seconds(3);
    expect(await watch.verdict()).toEqual({ misconfigured: false, recovering: true });
    await seconds(11);
    expect(await watch.verdict()).toEqual({ misconfigured: false, recovering: false });
    await watch.stop();
  });

  it('logs an outage at its beginning, once a minute, and at its end', async () => {
    const { state, watch } = watched();
    await watch.start();
    state.answer = 'away';
    await seconds(150);
    state.answer = 'works';
    await seconds(10);
    expect(state.lines.map(({ level }) => level)).toEqual([50, 50, 50, 30]);
    await watch.stop();
  });

  it('does not change its mind for one check that failed', async () => {
    const { state, watch } = watched();
    await watch.start();
    await seconds(2);
    state.answer = 'away';
    await seconds(1);
    state.answer = 'works';
    for (let i = 0; i < 5; i += 1) {
      expect((await watch.verdict()).reason).toBeUndefined();
      await seconds(1);
    }
    expect(state.lines).toEqual([]);
    await watch.stop();
  });

  it('a bucket that is missing is not ready, steadily, though the spool takes the readings', async () => {
    const { state, watch } = watched();
    await watch.start();
    state.answer = 'no bucket';
    await seconds(1);
    let trouble: string | undefined;
    const followers = [{ name: 'evaluate', trouble: () => trouble }];
    const ingest = { health: () => ({ ok: true }) };
    const ready = createReadiness({ watch, ingest, followers });
    for (let i = 0; i < 10; i += 1) {
      // A follower fails in every other round only.
      trouble = i % 2 === 0 ? 'a commit failed' : undefined;
      const [store] = await ready();
      expect(store).toEqual({ name: 'store', ok: false, reason: MISSING });
      await seconds(1);
    }
    await watch.stop();
  });

  it('a follower that was held up by the store does not make it unready in the moment after', async () => {
    const { state, watch } = watched();
    await watch.start();
    state.answer = 'away';
    await seconds(5);
    state.answer = 'works';
    await seconds(3);
    const followers = [{ name: 'evaluate', trouble: () => 'InfluxDB does not answer' }];
    const ready = createReadiness({ watch, followers });
    expect((await ready()).every(({ ok }) => ok)).toBe(true);
    await seconds(11);
    expect((await ready()).find(({ name }) => name === 'evaluate')?.ok).toBe(false);
    await watch.stop();
  });
});

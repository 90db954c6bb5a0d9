import { createLogger, createMetrics } from '@lanbi/runtime';
import { DAY, type Instant, instant } from '@lanbi/standards';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createRetention } from '../src/index.ts';
import { NOW, TestClock } from './support.ts';

async function kept(given: { count: number; bytes?: number; days: number }, ages: readonly number[]) {
  const bounds = { bytes: 1e9, ...given };
  const store = createEmbeddedStore({ path: ':memory:' });
  await store.open();
  const clock = new TestClock();
  const metrics = createMetrics();
  const write = (days: number) =>
    store.write({
      observations: [],
      deadLetters: [
        {
          at: instant(NOW - days * DAY),
          topic: `t/${days}`,
          payload: new Uint8Array(),
          scope: 'message',
          refusals: [{ reason: 'not-json', message: 'no JSON' }],
        },
      ],
    });
  for (const days of ages) await write(days);
  const retention = createRetention({ store, clock, metrics, log: createLogger('silent'), bounds });
  onTestFinished(async () => {
    await retention.stop();
    await store.close();
  });
  const left = async () => (await store.deadLetters({ limit: 10 })).map(({ topic }) => topic);
  return { retention, clock, metrics, left, write };
}

describe('retention of dead letters', () => {
  it('removes at the start what is too old and too many, and counts it', async () => {
    const { retention, metrics, left } = await kept({ count: 2, days: 10 }, [11, 9, 3, 1]);
    await retention.start();
    expect(await left()).toEqual(['t/1', 't/3']);
    const text = await metrics.text();
    expect(text).toContain('lanbi_dead_letters_pruned_total 2\n');
    expect(text).toContain('lanbi_dead_letters 2\n');
  });

  it('does not remove by its age what came in since the start, whatever a wrong clock stamped on it', async () => {
    const { retention, left, write } = await kept({ count: 10, days: 10 }, [12]);
    await retention.start();
    await write(8_000);
    await retention.prune();
    expect(await left()).toEqual(['t/8000']);
  });

  it.each([
    ['ahead', 3650],
    ['back', -3650],
  ])('a clock that jumps %s ages nothing', async (_where, days) => {
    const { retention, clock, left } = await kept({ count: 10, days: 10 }, [9, 1]);
    await retention.start();
    clock.at = instant(NOW + days * DAY) as Instant;
    await retention.prune();
    expect(await left()).toEqual(['t/1', 't/9']);
  });
});

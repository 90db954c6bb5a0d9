import type { EvaluationState } from '@lanbi/query';
import { parseInstant } from '@lanbi/standards';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createReadiness } from '../src/readiness.ts';
import { createStoreWatch } from '../src/store-watch.ts';

const inbox = {
  open: async () => undefined,
  pause: async () => undefined,
  close: async () => undefined,
  state: () => ({
    connected: true,
    unacknowledged: 0,
    window: 1,
    redelivered: 0,
    droppedAcknowledgements: 0,
    reconnects: 0,
  }),
};

async function readiness(
  store: 'there' | 'away',
  ingest: { ok: boolean; reason?: string },
  trouble?: string,
) {
  const embedded = createEmbeddedStore({ path: ':memory:' });
  if (store === 'there') await embedded.open();
  onTestFinished(() => embedded.close());
  const followers = [{ name: 'evaluate', trouble: () => trouble }];
  const watch = createStoreWatch({ store: embedded });
  return createReadiness({ watch, inbox, ingest: { health: () => ingest }, followers })();
}

describe('readiness', () => {
  it('is without reasons while all is well', async () => {
    expect(await readiness('there', { ok: true })).toEqual(
      ['store', 'broker', 'ingest', 'evaluate'].map((name) => ({ name, ok: true })),
    );
  });

  it('is kept, with the reasons, while the spool takes the readings that the store does not', async () => {
    const reason = 'spooling: store unavailable since 2026-04-02T00:00:00+08:00, 7 readings waiting';
    expect(await readiness('away', { ok: true, reason }, 'the store is not open')).toEqual([
      { name: 'store', ok: true, reason: 'the store is not open' },
      { name: 'broker', ok: true },
      { name: 'ingest', ok: true, reason },
      { name: 'evaluate', ok: true, reason: 'the store is not open' },
    ]);
  });

  it('is lost when the spool is full too', async () => {
    const found = await readiness('away', { ok: false, reason: 'nothing is acknowledged' }, 'no store');
    expect(found.filter(({ ok }) => !ok).map(({ name }) => name)).toEqual(['store', 'ingest', 'evaluate']);
  });

  it('is kept, with what is said, while the broker delivers the same again and again', async () => {
    const watch = { verdict: async () => ({ recovering: false }) };
    const looping = { ...inbox, state: () => ({ ...inbox.state(), warning: 'the same again and again' }) };
    const checks = createReadiness({ watch: watch as never, inbox: looping, followers: [] });
    expect(await checks()).toContainEqual({ name: 'broker', ok: true, reason: 'the same again and again' });
  });

  it('shows no password of a URL or a frame', async () => {
    const trouble = 'http://me:secret@influx:8086 refused PW=123456;MN=1';
    const found = await readiness('there', { ok: true }, trouble);
    expect(found.at(-1)?.reason).toBe('http://***@influx:8086 refused PW=***;MN=1');
  });

  describe('while evaluation is behind (issue 20, no. 21)', () => {
    const watch = { verdict: async () => ({ recovering: false, misconfigured: false }) };
    const since = parseInstant('2026-04-02T00:00:00+08:00');
    const checkOf = async (state: EvaluationState, trouble?: string) => {
      const followers = [
        { name: 'evaluate', trouble: () => trouble },
        { name: 'announce', trouble: () => undefined },
      ];
      return createReadiness({ watch, followers, lag: async () => state })();
    };

    it('says how many entries wait and since when, and is kept', async () => {
      expect(await checkOf({ complete: false, behind: 81_131, ...(since && { since }) })).toEqual([
        { name: 'store', ok: true },
        {
          name: 'evaluate',
          ok: true,
          reason:
            '81131 entries of the log are not evaluated yet, the oldest received 2026-04-02T00:00:00+08:00',
        },
        { name: 'announce', ok: true },
      ]);
      const [, evaluate] = await checkOf({ complete: false, behind: 7 });
      expect(evaluate?.reason).toBe('7 entries of the log are not evaluated yet');
    });

    it('says how many observations are evaluated again while lost results are rebuilt', async () => {
      let count: number | undefined;
      const rebuilding = createReadiness({
        ...{ watch, followers: [], lost: () => 'older results are missing', rebuilt: () => count },
      });
      const reasonOf = async () => (await rebuilding()).find(({ name }) => name === 'results')?.reason;
      expect(await reasonOf()).toBe('older results are missing');
      count = 1_000;
      expect(await reasonOf()).toBe('older results are missing; 1000 observations evaluated again so far');
    });

    it('says nothing once all is evaluated, and the trouble in its place where rounds fail', async () => {
      const [, complete] = await checkOf({ complete: true, behind: 0 });
      expect(complete).toEqual({ name: 'evaluate', ok: true });
      const [, failing] = await checkOf({ complete: false, behind: 7 }, 'a round failed');
      expect(failing).toEqual({ name: 'evaluate', ok: false, reason: 'a round failed' });
    });
  });

  it('is lost when evaluation fails of its own', async () => {
    const found = await readiness('there', { ok: true }, 'a round failed');
    expect(found.filter(({ ok }) => !ok).map(({ name }) => name)).toEqual(['evaluate']);
  });
});

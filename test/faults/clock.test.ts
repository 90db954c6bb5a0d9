import type { Clock } from '@lanbi/model';
import { instant } from '@lanbi/standards';
import { balanced } from '@lanbi/testkit/accounting';
import { expect, it, onTestFinished } from 'vitest';
import { metric, startTestApp, type TestApp, until } from '../support/app.ts';
import { type Load, startLoad } from './support/load.ts';
import { expectReadBack } from './support/read-back.ts';
import { isRefused, REGISTRY } from './support/readings.ts';
import { firstSeed, rounds, seeded, timeoutMs } from './support/rounds.ts';
import { tell } from './support/tell.ts';

const ROUNDS = rounds(1);
const YEAR = 365 * 86_400_000;
/** By which the clock is wrong; 22 years back all readings of the suite lie in the future. */
const WRONG: readonly [number, ...number[]] = [-22 * YEAR, -3_600_000, 3_600_000, 22 * YEAR];

interface Letters {
  readonly data: readonly { readonly id: number }[];
  readonly meta: { readonly cursor?: string };
}

async function letters(app: TestApp, reason: string): Promise<number> {
  let count = 0;
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const page: Letters = await app.json(
      `/v1/dead-letters?limit=1000&reason=${reason}${cursor && `&cursor=${cursor}`}`,
    );
    count += page.data.length;
    cursor = page.meta.cursor;
  }
  return count;
}

/** Replays what was refused for its time until none of it is left. */
async function replayAll(app: TestApp): Promise<void> {
  for (let stored = 1; stored > 0; ) {
    const answer = await app.post('/v1/dead-letters/replay', { reason: 'time-in-future', limit: 1_000 });
    ({ stored } = (await answer.json()) as { stored: number });
  }
}

it(
  'clock jumps under load: all is stored or in the dead letter, and the replay brings back what was refused for its time',
  async () => {
    let wrong = 0;
    const clock: Clock = { now: () => instant(Date.now() + wrong) };
    const app = await startTestApp(REGISTRY, {}, clock);
    onTestFinished(() => app.stop());
    const load: Load = startLoad(app.brokerUrl);
    for (const { random } of seeded(ROUNDS)) {
      for (let jump = 0; jump < 6; jump++) {
        const sent = load.send(random.between(30, 100));
        await load.progress.reached(load.progress.count + random.between(1, 20));
        wrong = random.next() < 0.3 ? 0 : random.pick(WRONG);
        await sent;
        balanced(await (await app.get('/metrics')).text());
      }
    }
    wrong = 0;
    const early = await letters(app, 'time-in-future');
    await replayAll(app);
    const broken = Array.from({ length: load.published }, (_, n) => n).filter(isRefused).length;
    expect(await letters(app, 'not-json')).toBe(broken);
    await expectReadBack({ apiUrl: app.apiUrl }, load.published);
    await until(async () => (await metric(app, 'lanbi_evaluate_lag')) === 0, 'evaluation has caught up');
    tell('clock jumps', {
      rounds: ROUNDS,
      'first seed': firstSeed,
      published: load.published,
      acknowledged: load.acknowledged.size,
      'refused for their time and replayed': early,
      refused: broken,
    });
  },
  timeoutMs(ROUNDS),
);

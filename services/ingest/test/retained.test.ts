import { LOG_START } from '@lanbi/model';
import { describe, expect, it } from 'vitest';
import { createReplayer } from '../src/index.ts';
import { AWAY, type IngestFixture, NOW, openIngest, registry, said, TS, until } from './support.ts';

const keep = (fixture: IngestFixture, payload: string): void =>
  fixture.say('A1', payload, 'observations', true);
const values = async ({ store }: IngestFixture) =>
  (await store.read(LOG_START, 100)).map(({ readings }) =>
    readings.map(({ value, revision }) => [value, revision]),
  );
const counted = async ({ metrics }: IngestFixture) =>
  Object.fromEntries(
    [
      ...(await metrics.text()).matchAll(
        /^lanbi_ingest_retained_observations_total\{became="(\w+)"\} (\d+)/gm,
      ),
    ].map(([, became, count]) => [became, Number(count)]),
  );

describe('a message that a broker had kept', () => {
  it.each([
    ['before the correction', [true, false]],
    ['after it', [false, true]],
  ])('never stands in place of its own correction: %s, in one commit', async (_when, order) => {
    const fixture = await openIngest();
    for (const retained of order) {
      if (retained) keep(fixture, said(500));
      else fixture.say('A1', said(35));
    }
    await until(() => fixture.acknowledged.length === 2);
    expect((await values(fixture)).flat().map(([value]) => value)).toEqual([35]);
  });

  it('fills a gap, and is counted', async () => {
    const fixture = await openIngest();
    fixture.say('A1', said(35));
    await until(() => fixture.acknowledged.length === 1);
    keep(fixture, said(500));
    keep(fixture, said(36, 1));
    await until(() => fixture.acknowledged.length === 3);
    expect(await values(fixture)).toEqual([[[35, 1]], [[36, 1]]]);
    expect(await counted(fixture)).toEqual({ filled: 1, left: 1 });
  });

  it('is known as such behind the spool, and after a restart', async () => {
    const fixture = await openIngest();
    fixture.say('A1', said(35));
    await until(() => fixture.acknowledged.length === 1);
    fixture.gate.failure = AWAY;
    keep(fixture, said(500));
    await until(() => fixture.acknowledged.length === 2);
    expect(await fixture.spool.read(LOG_START, 10)).toMatchObject([{ retained: true }]);
    fixture.gate.failure = undefined;
    await until(() => fixture.spool.state().messages === 0);
    expect(await values(fixture)).toEqual([[[35, 1]]]);
    expect(await counted(fixture)).toEqual({ left: 1 });
  });

  it('is known as such when its dead letter is replayed', async () => {
    const fixture = await openIngest();
    fixture.say('A1', said(35));
    await until(() => fixture.acknowledged.length === 1);
    fixture.clock.at = (NOW + 1_000) as typeof NOW;
    keep(fixture, JSON.stringify({ ts: TS, values: { pm2_5: 500, xyz: 1 } }));
    await until(() => fixture.acknowledged.length === 2);
    const [letter] = await fixture.store.deadLetters({ limit: 1 });
    expect(letter).toMatchObject({ retained: true });
    const replayer = createReplayer({ ...fixture, registry, exclusive: (work) => work() });
    await replayer.replay(letter?.id ?? 0);
    expect(await values(fixture)).toEqual([[[35, 1]]]);
  });
});

import { LOG_START } from '@lanbi/model';
import { describe, expect, it } from 'vitest';
import { createReplayer } from '../src/index.ts';
import { AWAY, NOW, openRoom, type Room, registry, said, TS, until } from './support.ts';

const keep = (room: Room, payload: string): void => room.say('A1', payload, 'observations', true);
const values = async ({ store }: Room) =>
  (await store.read(LOG_START, 100)).map(({ readings }) =>
    readings.map(({ value, revision }) => [value, revision]),
  );
const counted = async ({ metrics }: Room) =>
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
    const room = await openRoom();
    for (const retained of order) {
      if (retained) keep(room, said(500));
      else room.say('A1', said(35));
    }
    await until(() => room.acknowledged.length === 2);
    expect((await values(room)).flat().map(([value]) => value)).toEqual([35]);
  });

  it('fills a gap, and is counted', async () => {
    const room = await openRoom();
    room.say('A1', said(35));
    await until(() => room.acknowledged.length === 1);
    keep(room, said(500));
    keep(room, said(36, 1));
    await until(() => room.acknowledged.length === 3);
    expect(await values(room)).toEqual([[[35, 1]], [[36, 1]]]);
    expect(await counted(room)).toEqual({ filled: 1, left: 1 });
  });

  it('is known as such behind the spool, and after a restart', async () => {
    const room = await openRoom();
    room.say('A1', said(35));
    await until(() => room.acknowledged.length === 1);
    room.gate.failure = AWAY;
    keep(room, said(500));
    await until(() => room.acknowledged.length === 2);
    expect(await room.spool.read(LOG_START, 10)).toMatchObject([{ retained: true }]);
    room.gate.failure = undefined;
    await until(() => room.spool.state().messages === 0);
    expect(await values(room)).toEqual([[[35, 1]]]);
    expect(await counted(room)).toEqual({ left: 1 });
  });

  it('is known as such when its dead letter is replayed', async () => {
    const room = await openRoom();
    room.say('A1', said(35));
    await until(() => room.acknowledged.length === 1);
    room.clock.at = (NOW + 1_000) as typeof NOW;
    keep(room, JSON.stringify({ ts: TS, values: { pm2_5: 500, xyz: 1 } }));
    await until(() => room.acknowledged.length === 2);
    const [letter] = await room.store.deadLetters({ limit: 1 });
    expect(letter).toMatchObject({ retained: true });
    const replayer = createReplayer({ ...room, registry, exclusive: (work) => work() });
    await replayer.replay(letter?.id ?? 0);
    expect(await values(room)).toEqual([[[35, 1]]]);
  });
});

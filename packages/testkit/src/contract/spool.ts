import { hasReached, LOG_START, offsetAt, offsetNumber, type Spool, type SpoolMessage } from '@lanbi/model';
import { instant } from '@lanbi/standards';
import { describe, expect, it, onTestFinished } from 'vitest';

/** One open, empty spool. */
export interface SpoolUnderTest {
  readonly spool: Spool;
  /** Closes the spool and opens another on the same data. */
  reopen(): Promise<Spool>;
  /** Closes whatever is open and removes the data. */
  dispose(): Promise<void>;
}

/** What the contract of the spool needs of an adapter. */
export interface SpoolAdapter {
  create(maxBytes: number): Promise<SpoolUnderTest>;
}

/** A message of the station `A<n>`, received at 1000 + n. */
export const spoolMessage = (n: number, payload = `payload ${n}`): SpoolMessage => ({
  topic: `env/v1/air/A${n}/observations`,
  payload: Buffer.from(payload),
  receivedAt: instant(1000 + n),
});

/** The topics of what waits, in order. */
export const spooledTopics = async (spool: Spool, after = LOG_START): Promise<readonly string[]> =>
  (await spool.read(after, 1000)).map(({ topic }) => topic);

type Fresh = (maxBytes?: number) => Promise<SpoolUnderTest>;

const [ONE, TWO, THREE] = [spoolMessage(1), spoolMessage(2), spoolMessage(3)];
const bytesOf = ({ payload, ...rest }: SpoolMessage) => ({ ...rest, payload: [...payload] });

function queueContract(fresh: Fresh): void {
  it('gives back in order and byte for byte what it took', async () => {
    const { spool } = await fresh();
    const raw = { ...ONE, payload: new Uint8Array([0, 255, 10, 0]) };
    await spool.append([raw, TWO]);
    const last = await spool.append([THREE]);
    const all = await spool.read(LOG_START, 10);
    expect(all.map(({ position: _, ...message }) => bytesOf(message))).toEqual(
      [raw, TWO, THREE].map(bytesOf),
    );
    expect(all.at(-1)?.position).toBe(last);
    expect(await spooledTopics(spool, all[0]?.position)).toEqual([TWO.topic, THREE.topic]);
    expect(await spool.read(LOG_START, 1)).toHaveLength(1);
  });

  it('gives back that a broker had kept a message', async () => {
    const { spool } = await fresh();
    await spool.append([{ ...ONE, retained: true }, TWO]);
    const [kept, live] = await spool.read(LOG_START, 2);
    expect([kept?.retained, live?.retained]).toEqual([true, undefined]);
  });

  it('forgets what is removed, gives no position twice, and says what waits', async () => {
    const { spool } = await fresh();
    const { maxBytes } = spool.state();
    const empty = { messages: 0, bytes: 0, maxBytes };
    expect(spool.state()).toEqual(empty);
    const last = await spool.append([ONE, TWO, { ...THREE, topic: '站' }]);
    const { bytes } = spool.state();
    expect(spool.state()).toMatchObject({ messages: 3, oldest: 1001 });
    await spool.remove(offsetAt(offsetNumber(last) - 1));
    expect(spool.state()).toMatchObject({ messages: 1, oldest: 1003 });
    expect(spool.state().bytes).toBeGreaterThan(0);
    expect(spool.state().bytes).toBeLessThan(bytes);
    await spool.remove(last);
    expect(spool.state()).toEqual(empty);
    expect(hasReached(last, await spool.append([spoolMessage(4)]))).toBe(false);
  });

  it('takes nothing beyond its bound, all or none, and goes on when there is room', async () => {
    const { spool } = await fresh(250);
    await spool.append([ONE]);
    await expect(spool.append([TWO, THREE])).rejects.toMatchObject({ code: 'spool-full', retryable: true });
    expect(await spooledTopics(spool)).toHaveLength(1);
    const last = await spool.append([spoolMessage(4)]);
    await spool.remove(last);
    await spool.append([TWO, THREE]);
    expect(await spooledTopics(spool)).toEqual([TWO.topic, THREE.topic]);
  });
}

function lifecycleContract(fresh: Fresh): void {
  it('is as it was after close and open, its name too; another spool has another name', async () => {
    const { spool, reopen } = await fresh();
    await spool.append([ONE, TWO]);
    const found = async (each: Spool) => ({
      name: each.consumer(),
      state: each.state(),
      all: await spooledTopics(each),
    });
    const before = await found(spool);
    expect(await found(await reopen())).toEqual(before);
    expect((await fresh()).spool.consumer()).not.toBe(before.name);
  });

  it('gives no position twice after close and open either', async () => {
    const { spool, reopen } = await fresh();
    const last = await spool.append([ONE, TWO]);
    await spool.remove(last);
    expect(hasReached(last, await (await reopen()).append([THREE]))).toBe(false);
  });

  it('is closed for every call after close', async () => {
    const { spool } = await fresh();
    await spool.close();
    await spool.close();
    for (const call of [
      () => spool.open(),
      () => spool.append([ONE]),
      () => spool.read(LOG_START, 1),
      () => spool.remove(LOG_START),
    ])
      await expect(call()).rejects.toMatchObject({ code: 'closed' });
  });
}

/** Declares the tests that every adapter of the spool port passes. */
export function spoolContract(name: string, adapter: SpoolAdapter): void {
  const fresh: Fresh = async (maxBytes = 1e9) => {
    const made = await adapter.create(maxBytes);
    onTestFinished(() => made.dispose());
    return made;
  };
  describe(`spool contract: ${name}`, () => {
    queueContract(fresh);
    lifecycleContract(fresh);
  });
}

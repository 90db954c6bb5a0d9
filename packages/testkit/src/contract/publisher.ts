import type { Publisher } from '@lanbi/model';
import { describe, expect, it, onTestFinished } from 'vitest';

/** A message as a subscriber got it. */
export interface Received {
  readonly topic: string;
  readonly payload: string;
}

/** An open publisher, with the broker that it publishes to. */
export interface PublisherUnderTest {
  readonly publisher: Publisher;
  /** Subscribes a client of its own; answers what it has received so far, retained messages first. */
  subscribe(filter: string): Promise<readonly Received[]>;
  /** Stops the broker. */
  stopBroker(): Promise<void>;
  dispose(): Promise<void>;
}

export interface PublisherAdapter {
  create(): Promise<PublisherUnderTest>;
}

const TOPIC = 'env/v1/results/air/stations/A1';

/** Declares the tests that every adapter of the publisher port passes. */
export function publisherContract(name: string, adapter: PublisherAdapter): void {
  async function create(): Promise<PublisherUnderTest> {
    const made = await adapter.create();
    onTestFinished(() => made.dispose());
    return made;
  }

  describe(`publisher contract: ${name}`, () => {
    it('keeps the order of a topic and every character', async () => {
      const { publisher, subscribe } = await create();
      const received = await subscribe('env/v1/results/#');
      const payloads = [...Array.from({ length: 20 }, (_, n) => `${n}`), '{"名":"首要污染物"}'];
      await Promise.all(
        payloads.map((payload) => publisher.publish({ topic: TOPIC, payload, retain: false })),
      );
      await expect.poll(() => received).toEqual(payloads.map((payload) => ({ topic: TOPIC, payload })));
    });

    it('retains the last message of a topic, and no message that is not to be retained', async () => {
      const { publisher, subscribe } = await create();
      for (const payload of ['1', '2']) await publisher.publish({ topic: TOPIC, payload, retain: true });
      await publisher.publish({ topic: `${TOPIC}/other`, payload: '3', retain: false });
      const received = await subscribe('env/v1/results/#');
      await publisher.publish({ topic: TOPIC, payload: 'last', retain: false });
      await expect.poll(() => received.map(({ payload }) => payload)).toEqual(['2', 'last']);
    });

    it('clears a retained message by an empty one', async () => {
      const { publisher, subscribe } = await create();
      await publisher.publish({ topic: TOPIC, payload: '1', retain: true });
      await publisher.publish({ topic: TOPIC, payload: '', retain: true });
      const received = await subscribe('env/v1/results/#');
      await publisher.publish({ topic: TOPIC, payload: 'last', retain: false });
      await expect.poll(() => received.map(({ payload }) => payload)).toEqual(['last']);
    });

    it('lists the topics that the broker retains, where it can', async () => {
      const { publisher } = await create();
      for (const id of ['A1', 'A2'])
        await publisher.publish({ topic: `env/v1/results/air/stations/${id}`, payload: '1', retain: true });
      const found = await publisher.retained?.('env/v1/results/#');
      if (publisher.retained === undefined) expect(found).toBeUndefined();
      else
        expect([...(found ?? [])].sort()).toEqual([
          'env/v1/results/air/stations/A1',
          'env/v1/results/air/stations/A2',
        ]);
    });

    it('rejects with broker-unavailable when the broker is gone, and keeps nothing', async () => {
      const { publisher, stopBroker } = await create();
      await publisher.publish({ topic: TOPIC, payload: '1', retain: false });
      await stopBroker();
      await expect(publisher.publish({ topic: TOPIC, payload: '2', retain: false })).rejects.toMatchObject({
        code: 'broker-unavailable',
        retryable: true,
      });
    });
  });
}

import type { Delivery, Inbox } from '@lanbi/model';
import { describe, expect, it, onTestFinished } from 'vitest';

/** A client that publishes telemetry. It connects again by itself and then sends again what has no PUBACK. */
export interface TestStation {
  /** Publishes to the topic of the test. Resolves with the PUBACK; never rejects. */
  publish(payload: string | Uint8Array, qos: 0 | 1): Promise<void>;
}

/** An inbox that is not opened yet, with the broker that it belongs to. */
export interface InboxUnderTest {
  readonly inbox: Inbox;
  readonly topic: string;
  station(): Promise<TestStation>;
  /** After `close`: the inbox of the same consumer, not opened yet. */
  again(): Inbox;
  dispose(): Promise<void>;
}

export interface InboxAdapter {
  /** @param window deliveries that may be unacknowledged */
  create(window: number): Promise<InboxUnderTest>;
}

const WINDOW = 8;

const textOf = ({ payload }: Delivery): string => Buffer.from(payload).toString();

/** Collects what an inbox delivers, and acknowledges it at once if asked to. */
class Collector {
  readonly deliveries: Delivery[] = [];
  readonly #acknowledges: boolean;
  /** The most deliveries that were held at one time. */
  most = 0;
  readonly receive = (delivery: Delivery): void => {
    this.deliveries.push(delivery);
    this.most = Math.max(this.most, this.deliveries.length);
    if (this.#acknowledges) delivery.acknowledge();
  };

  constructor(acknowledges = false) {
    this.#acknowledges = acknowledges;
  }

  texts(): string[] {
    return this.deliveries.map(textOf);
  }

  acknowledgeAll(): void {
    for (const { acknowledge } of this.deliveries.splice(0)) acknowledge();
  }
}

/** Makes an inbox that is open and delivers to a collector. */
async function openInbox(
  adapter: InboxAdapter,
  window = WINDOW,
): Promise<InboxUnderTest & { readonly collector: Collector }> {
  const made = await adapter.create(window);
  onTestFinished(() => made.dispose());
  const collector = new Collector();
  await made.inbox.open(collector.receive);
  return { ...made, collector };
}

/** Makes an open inbox with its collector. */
type Create = (window?: number) => Promise<InboxUnderTest & { readonly collector: Collector }>;

function deliveryContract(create: Create): void {
  it('delivers topic and payload byte for byte, in the order of a station', async () => {
    const { collector, topic, station } = await create();
    const sender = await station();
    const bytes = Uint8Array.of(0, 255, 10, 0, 13);
    void sender.publish(bytes, 1);
    for (const text of ['1', '2', '3', '大气']) void sender.publish(text, 1);
    await expect.poll(() => collector.deliveries.length).toBe(5);
    expect(Uint8Array.from(collector.deliveries[0]?.payload ?? [])).toEqual(bytes);
    expect(collector.texts().slice(1)).toEqual(['1', '2', '3', '大气']);
    expect(new Set(collector.deliveries.map((delivery) => delivery.topic))).toEqual(new Set([topic]));
  });

  it('counts what is unacknowledged; acknowledgements come in any order', async () => {
    const { inbox, collector, station } = await create();
    const sender = await station();
    for (const text of ['1', '2', '3']) void sender.publish(text, 1);
    await expect.poll(() => inbox.state()).toMatchObject({ unacknowledged: 3, window: WINDOW });
    for (const at of [2, 0, 1]) {
      const before = inbox.state().unacknowledged;
      collector.deliveries[at]?.acknowledge();
      expect(inbox.state().unacknowledged).toBe(before - 1);
    }
    expect(inbox.state()).toMatchObject({ connected: true, unacknowledged: 0, droppedAcknowledgements: 0 });
  });

  it('delivers at most the window until something is acknowledged, and then the rest', async () => {
    const { inbox, collector, station } = await create();
    const sender = await station();
    const all = Array.from({ length: 3 * WINDOW }, (_, n) => `${n}`);
    for (const text of all) void sender.publish(text, 1);
    await expect.poll(() => inbox.state().unacknowledged).toBe(WINDOW);
    expect(collector.texts()).toEqual(all.slice(0, WINDOW));
    expect(collector.most).toBe(WINDOW);
    const received: string[] = [];
    await expect
      .poll(() => {
        received.push(...collector.texts());
        collector.acknowledgeAll();
        return received;
      })
      .toEqual(all);
  });
}

function acknowledgementContract(create: Create): void {
  it('delivers again what was not acknowledged, and not what was', async () => {
    const { inbox, again, collector, station } = await create();
    const sender = await station();
    const published = ['1', '2', '3'].map((text) => sender.publish(text, 1));
    await expect.poll(() => collector.deliveries.length).toBe(3);
    collector.deliveries[1]?.acknowledge();
    await published[1];
    await inbox.close();
    // A sender may wait for one PUBACK before it sends the next message again; the order is not promised.
    const later = new Collector(true);
    await again().open(later.receive);
    await expect.poll(() => later.texts().sort()).toEqual(['1', '3']);
    void sender.publish('4', 1);
    await expect.poll(() => later.texts().sort()).toEqual(['1', '3', '4']);
  });

  it('delivers nothing while it is paused; what was delivered may be acknowledged', async () => {
    const { inbox, again, collector, station } = await create();
    const sender = await station();
    const published = sender.publish('1', 1);
    await expect.poll(() => collector.deliveries.length).toBe(1);
    await inbox.pause();
    collector.deliveries[0]?.acknowledge();
    expect(inbox.state().unacknowledged).toBe(0);
    await published;
    void sender.publish('2', 1);
    await inbox.close();
    expect(collector.texts()).toEqual(['1']);
    const later = new Collector();
    await again().open(later.receive);
    await expect.poll(() => later.texts()).toEqual(['2']);
  });

  it('ignores an acknowledgement after close; close may be repeated', async () => {
    const { inbox, again, collector, station } = await create();
    void (await station()).publish('1', 1);
    await expect.poll(() => collector.deliveries.length).toBe(1);
    await inbox.close();
    await inbox.close();
    collector.deliveries[0]?.acknowledge();
    expect(inbox.state().unacknowledged).toBe(0);
    const later = new Collector();
    await again().open(later.receive);
    await expect.poll(() => later.texts()).toEqual(['1']);
  });

  it('delivers QoS 0 too, whose acknowledgement has no effect on the sender', async () => {
    const { inbox, collector, station } = await create();
    void (await station()).publish('1', 0);
    await expect.poll(() => collector.texts()).toEqual(['1']);
    collector.acknowledgeAll();
    expect(inbox.state().unacknowledged).toBe(0);
  });
}

/** Declares the tests that every adapter of the inbox port passes. */
export function inboxContract(name: string, adapter: InboxAdapter): void {
  const create: Create = (window) => openInbox(adapter, window);
  describe(`inbox contract: ${name}`, () => {
    deliveryContract(create);
    acknowledgementContract(create);
  });
}

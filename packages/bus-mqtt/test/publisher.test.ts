import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mosquittoBinary } from '@lanbi/testkit/servers/mosquitto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { collector, mosquitto, publisherOf, startAedes, startLine, TOPIC } from './support.ts';

const message = (payload: string) => ({ topic: TOPIC, payload, retain: false });

describe('publisher on MQTT 3.1.1 (aedes)', () => {
  it('messages of one topic keep their order', async () => {
    const { url } = await startAedes();
    const { open, handed, texts } = collector({ url });
    await open();
    const publisher = publisherOf(url);
    await publisher.open();
    await Promise.all(Array.from({ length: 200 }, (_, i) => publisher.publish(message(`${i}`))));
    await handed(200);
    expect(texts()).toEqual(Array.from({ length: 200 }, (_, i) => `${i}`));
  });

  it('rejects before open and after close, and close may be repeated', async () => {
    const { url } = await startAedes();
    const publisher = publisherOf(url);
    await expect(publisher.publish(message('1'))).rejects.toMatchObject({ code: 'broker-unavailable' });
    await publisher.open();
    await publisher.close();
    await publisher.close();
    await expect(publisher.publish(message('2'))).rejects.toMatchObject({ code: 'broker-unavailable' });
  });
});

describe.skipIf(!mosquittoBinary)(
  mosquittoBinary ? 'publisher' : 'publisher: mosquitto is not on this machine',
  () => {
    it.each([4, 5] as const)(
      'rejects what a dead broker did not answer, and never repeats it (%i)',
      async (version) => {
        const broker = await mosquitto();
        const { open, texts } = collector({ url: broker.url });
        await open();
        const line = await startLine(broker.port);
        const publisher = publisherOf(line.url, version);
        await publisher.open();
        await broker.kill('SIGSTOP');
        const unanswered = [publisher.publish(message('lost 1')), publisher.publish(message('lost 2'))];
        const settled = Promise.allSettled(unanswered);
        line.cut();
        for (const result of await settled)
          expect(result).toMatchObject({ status: 'rejected', reason: { code: 'broker-unavailable' } });
        await expect(publisher.publish(message('down'))).rejects.toMatchObject({
          code: 'broker-unavailable',
        });
        await broker.kill('SIGCONT');
        await expect
          .poll(
            () =>
              publisher.publish(message('back')).then(
                () => true,
                () => false,
              ),
            { interval: 100 },
          )
          .toBe(true);
        await publisher.publish(message('last'));
        await expect.poll(() => texts().at(-1)).toBe('last');
        // The broker may have read what it did not answer, once; a repetition would be there before 'last'.
        for (const lost of ['lost 1', 'lost 2'])
          expect(texts().filter((text) => text === lost).length).toBeLessThanOrEqual(1);
        expect(texts()).not.toContain('down');
      },
    );

    it('does not overrun the Receive Maximum of a broker on MQTT 5 (3.3.4)', async () => {
      const broker = await mosquitto({ extra: ['max_inflight_messages 3'] });
      const line = await startLine(broker.port, 'marked');
      const publisher = publisherOf(line.url, 5);
      await publisher.open();
      await broker.kill('SIGSTOP');
      const all = Array.from({ length: 10 }, () => publisher.publish(message('marked')));
      await line.marked(3);
      expect(line.seen()).toBe(3);
      await broker.kill('SIGCONT');
      await Promise.all(all);
      expect(line.seen()).toBe(10);
    });

    it('rejects what the rules of the broker forbid, on MQTT 5', async () => {
      const acl = join(tmpdir(), `lanbi-acl-${process.pid}`);
      await writeFile(acl, 'topic read #\n', { mode: 0o600 });
      const broker = await mosquitto({ extra: [`acl_file ${acl}`] });
      const publisher = publisherOf(broker.url, 5);
      await publisher.open();
      await expect(publisher.publish(message('1'))).rejects.toThrow(/not authorized/i);
    });

    it('close does not wait for a broker that does not answer', async () => {
      const broker = await mosquitto();
      const publisher = publisherOf(broker.url);
      await publisher.open();
      await broker.kill('SIGSTOP');
      onTestFinished(() => broker.kill('SIGCONT'));
      const unanswered = expect(publisher.publish(message('1'))).rejects.toMatchObject({
        code: 'broker-unavailable',
      });
      await publisher.close();
      await unanswered;
    });
  },
);

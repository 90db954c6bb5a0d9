import type { ServerResponse } from 'node:http';
import { PassThrough, Writable } from 'node:stream';
import { createLogger } from '@lanbi/runtime';
import { expect, it } from 'vitest';
import { LiveChanges } from '../src/live.ts';

/** An answer whose connection stays after its end, as that of a browser does for a moment. */
class Held extends Writable {
  readonly written: string[] = [];

  constructor() {
    super({ autoDestroy: false, decodeStrings: false });
  }

  writeHead(): this {
    return this;
  }

  override _write(chunk: string, _encoding: string, done: () => void): void {
    this.written.push(chunk);
    done();
  }
}

it('a stream of the API that ends after the pages were closed writes to none of them', async () => {
  const upstream = new PassThrough();
  const ask = async () => ({ status: 200, headers: {}, body: upstream });
  const live = new LiveChanges({ ask: () => ask, key: undefined, log: createLogger('silent') });
  const page = new Held();
  const faults: unknown[] = [];
  page.on('error', (error) => faults.push(error));
  live.follow(page as unknown as ServerResponse, undefined);
  await expect.poll(() => live.streams).toBe(1);
  live.close();
  await expect.poll(() => live.streams).toBe(0);
  expect(page.written.join('')).toContain('event: live');
  expect(faults).toEqual([]);
});

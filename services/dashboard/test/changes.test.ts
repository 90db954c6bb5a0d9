import { Readable } from 'node:stream';
import { RETRY_FIELD } from '@lanbi/runtime';
import { describe, expect, it } from 'vitest';
import { type ChangeEvent, changeEvents } from '../src/changes.ts';
import { isPage } from '../src/mount.ts';

async function read(chunks: readonly string[]): Promise<ChangeEvent[]> {
  const found: ChangeEvent[] = [];
  for await (const change of changeEvents(Readable.from(chunks.map((chunk) => Buffer.from(chunk)))))
    found.push(change);
  return found;
}

const EVENTS =
  RETRY_FIELD +
  'event: result\nid: a1r2\ndata: {"kind":"region.aqi.hour","subject":"市","revision":1}\n\n' +
  ': still here\n\n' +
  'event: alert\nid: a2r2\ndata: {"ruleId":"x","kind":"not-this"}\n\n';

describe('changes', () => {
  it('are read from a stream of events, however it is cut', async () => {
    const wanted = [
      { id: 'a1r2', kind: 'region.aqi.hour' },
      { id: 'a2r2', kind: 'alert' },
    ];
    expect(await read([EVENTS])).toEqual(wanted);
    const bytes = Buffer.from(EVENTS);
    for (const cut of [1, 30, 60, 80, 90]) {
      const parts = [bytes.subarray(0, cut), bytes.subarray(cut)];
      const found: ChangeEvent[] = [];
      for await (const change of changeEvents(Readable.from(parts))) found.push(change);
      expect([cut, found]).toEqual([cut, wanted]);
    }
  });
});

describe('paths of the pages', () => {
  it('are those of views and their files; all others are of the API', () => {
    for (const url of [
      '/',
      '/?lang=en',
      '/air',
      '/air?x',
      '/air/regions/a',
      '/water/',
      '/page/assets/a.js',
      '/page/v1/x',
    ])
      expect([url, isPage(url)]).toEqual([url, true]);
    for (const url of [
      '',
      '/v1/air',
      '/airport',
      '/pages',
      '/docs',
      '/healthz',
      '/openapi.json',
      '//',
      '/v1/?/air',
    ])
      expect([url, isPage(url)]).toEqual([url, false]);
  });
});

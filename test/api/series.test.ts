import { request } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../support/app.ts';

const REGISTRY = {
  regions: [{ id: 'r', name: 'R', kind: 'city' }],
  stations: [{ id: 'A1', medium: 'air', name: '甲', region: 'r', period: 60 }],
};
const START = Date.parse('2026-04-01T00:00:00+08:00');
const MINUTES = 2_500;
const SPAN = 'from=2026-04-01&to=2026-04-03';
const PATH = `/v1/stations/A1/observations?parameter=pm10&${SPAN}`;

interface Row {
  readonly ts: string;
  readonly value: number;
}
interface Page {
  readonly data: readonly Row[];
  readonly meta: { readonly limit: number; readonly cursor?: string };
}

describe('a series over HTTP', () => {
  let app: TestApp;
  let say: (minutes: readonly number[]) => Promise<void>;

  beforeAll(async () => {
    app = await startTestApp(REGISTRY);
    const client = await app.connect();
    say = async (minutes) => {
      for (let at = 0; at < minutes.length; at += 500) {
        const batch = minutes.slice(at, at + 500).map((minute) => ({
          ts: START + minute * 60_000,
          period: 60,
          values: { pm10: minute % 500 },
        }));
        await client.publishAsync('env/v1/air/A1/observations', JSON.stringify(batch), { qos: 1 });
      }
    };
    await say(Array.from({ length: MINUTES }, (_, n) => n + 1));
  });
  afterAll(() => app?.stop());

  const ask = (accept: string, path = PATH, more: Record<string, string> = {}) =>
    fetch(app.apiUrl + path, { headers: { accept, ...more } });
  /** The body as it came over the wire. */
  const packed = (path: string, headers: Record<string, string>) =>
    new Promise<{ readonly headers: NodeJS.Dict<string | string[]>; readonly body: Buffer }>(
      (resolve, reject) => {
        request(app.apiUrl + path, { headers }, (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () => resolve({ headers: response.headers, body: Buffer.concat(chunks) }));
        })
          .on('error', reject)
          .end();
      },
    );

  it('is whole as NDJSON and CSV, and by pages as JSON or where a limit asks for one', async () => {
    const lines = (await (await ask('application/x-ndjson')).text()).trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as Row).value)).toEqual(
      Array.from({ length: MINUTES }, (_, n) => (n + 1) % 500),
    );
    const table = new Uint8Array(await (await ask('text/csv')).arrayBuffer());
    expect([...table.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(Buffer.from(table).toString().trimEnd().split('\n')).toHaveLength(MINUTES + 1);
    const page = await ask('application/x-ndjson', `${PATH}&limit=10`);
    expect((await page.text()).trimEnd().split('\n')).toHaveLength(10);
    expect(page.headers.get('x-next-cursor')).toBeTruthy();
    expect(((await (await ask('application/json')).json()) as Page).data).toHaveLength(100);
  });

  it('says what is wrong as a problem, before the first row', async () => {
    const answer = await ask(
      'text/csv',
      '/v1/stations/A1/observations?parameter=pm10&from=1990-01-01&to=2026-04-04',
    );
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      400,
      'application/problem+json; charset=utf-8',
    ]);
    expect(await answer.text()).toContain('ask in parts');
    const much = await ask('application/json', `${PATH}&limit=1001`);
    expect([much.status, await much.text()]).toEqual([400, expect.stringContaining('limit')]);
  });

  it('is packed when the client takes it so, with the same rows in it', async () => {
    const plain = await packed(PATH, { accept: 'application/x-ndjson' });
    const zipped = await packed(PATH, { accept: 'application/x-ndjson', 'accept-encoding': 'gzip' });
    expect(zipped.headers['content-encoding']).toBe('gzip');
    expect(String(zipped.headers['vary']).toLowerCase()).toContain('accept-encoding');
    expect(zipped.body.length).toBeLessThan(plain.body.length / 5);
    expect(gunzipSync(zipped.body).equals(plain.body)).toBe(true);
  });

  it('is known again by its ETag, packed or not', async () => {
    const path = `${PATH}&limit=1000`;
    const { headers } = await packed(path, { 'accept-encoding': 'gzip' });
    const again = await ask('application/json', path, { 'if-none-match': String(headers['etag']) });
    expect(again.status).toBe(304);
  });

  it('leaves out nothing and says nothing twice while readings come in between its pages', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    let pages = 0;
    do {
      const more = cursor === undefined ? '' : `&cursor=${cursor}`;
      const page = (await (await ask('application/json', `${PATH}&limit=400${more}`)).json()) as Page;
      seen.push(...page.data.map(({ ts }) => ts));
      cursor = page.meta.cursor;
      pages += 1;
      // Before, at and behind the place of the cursor: late ones, corrections, and new ones.
      await say([-pages, pages * 10, MINUTES + pages]);
    } while (cursor !== undefined);
    const stamps = seen.map((ts) => (Date.parse(ts) - START) / 60_000);
    expect(new Set(stamps).size).toBe(stamps.length);
    const asked = new Set(stamps);
    expect(Array.from({ length: MINUTES }, (_, n) => n + 1).filter((minute) => !asked.has(minute))).toEqual(
      [],
    );
    expect(stamps).toEqual([...stamps].sort((a, b) => a - b));
  });

  it('does not hold events back although the client takes packed answers', async () => {
    const stop = new AbortController();
    const stream = await fetch(`${app.apiUrl}/v1/stream?topics=results`, {
      headers: { 'accept-encoding': 'gzip, br' },
      signal: stop.signal,
    });
    expect(stream.headers.get('content-encoding')).toBeNull();
    const first = await stream.body?.getReader().read();
    expect(Buffer.from(first?.value ?? []).toString()).toContain('retry:');
    stop.abort();
  });
});

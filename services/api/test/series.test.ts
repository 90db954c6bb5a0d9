import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { type PageAt, seriesText } from '../src/http/send-series.ts';

const PAGES = 50;
const ROWS = 1_000;

/** Fifty pages; the last one's rows have a column that no other has. */
function pages() {
  let pulled = 0;
  const pageAt: PageAt<object> = async ({ cursor = '0' }) => {
    pulled += 1;
    const page = Number(cursor);
    const row = (n: number) => ({
      n: page * ROWS + n,
      name: '蓝碧',
      ...(page === PAGES - 1 && { late: true }),
    });
    const more = page < PAGES - 1 ? { cursor: String(page + 1) } : {};
    return { data: Array.from({ length: ROWS }, (_, n) => row(n)), meta: { limit: ROWS, ...more } };
  };
  return { pageAt, pulled: () => pulled };
}

const COLUMNS = ['n', 'name', 'late'];

async function textOf(stream: Readable): Promise<string> {
  let text = '';
  for await (const chunk of stream) text += chunk;
  return text;
}

describe('a long series', () => {
  it('is read from the store as its client reads it: two pages ahead of it at the most', async () => {
    const { pageAt, pulled } = pages();
    const stream = seriesText('application/x-ndjson', pageAt, await pageAt({ limit: ROWS }), COLUMNS);
    let lines = 0;
    for (let page = 1; page <= PAGES; page++) {
      if (stream.readableLength === 0) await once(stream, 'readable');
      lines += String(stream.read()).split('\n').length - 1;
      // All that is going to happen without a reader happens in these turns.
      for (let tick = 0; tick < 20; tick++) await new Promise(setImmediate);
      expect(lines).toBe(page * ROWS);
      expect(pulled() - page).toBeLessThanOrEqual(2);
    }
    expect(pulled()).toBe(PAGES);
  });

  it('comes whole and in order', async () => {
    const { pageAt } = pages();
    const text = await textOf(
      seriesText('application/x-ndjson', pageAt, await pageAt({ limit: ROWS }), COLUMNS),
    );
    const rows = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { n: number; name: string });
    expect(rows.map(({ n }) => n)).toEqual(Array.from({ length: PAGES * ROWS }, (_, n) => n));
    expect(rows[0]?.name).toBe('蓝碧');
  });

  it('has every column of CSV from the first row on, one head, and the mark of UTF-8', async () => {
    const { pageAt } = pages();
    const text = await textOf(seriesText('text/csv', pageAt, await pageAt({ limit: ROWS }), COLUMNS));
    const lines = text.trimEnd().split('\n');
    expect(lines.slice(0, 2)).toEqual(['\uFEFFn,name,late', '0,蓝碧,']);
    expect(lines.at(-1)).toBe(`${PAGES * ROWS - 1},蓝碧,true`);
    expect(lines).toHaveLength(PAGES * ROWS + 1);
    expect(text.lastIndexOf('\uFEFF')).toBe(0);
  });

  it('is read once as CSV where its columns are known, and as its client reads it', async () => {
    const { pageAt, pulled } = pages();
    const columns = ['name', 'n', 'never', 'late'];
    const stream = seriesText('text/csv', pageAt, await pageAt({ limit: ROWS }), columns);
    let text = '';
    for (let page = 1; page <= PAGES; page++) {
      if (stream.readableLength === 0) await once(stream, 'readable');
      text += stream.read();
      for (let tick = 0; tick < 20; tick++) await new Promise(setImmediate);
      expect(pulled() - page).toBeLessThanOrEqual(2);
    }
    expect(pulled()).toBe(PAGES);
    const lines = text.trimEnd().split('\n');
    expect(lines.slice(0, 2)).toEqual(['\uFEFFname,n,never,late', '蓝碧,0,,']);
    expect(lines.at(-1)).toBe(`蓝碧,${PAGES * ROWS - 1},,true`);
    expect(lines).toHaveLength(PAGES * ROWS + 1);
  });

  it('has its columns as CSV also where there is no row', async () => {
    const none: PageAt<object> = async () => ({ data: [], meta: { limit: ROWS } });
    const text = await textOf(seriesText('text/csv', none, await none({ limit: ROWS }), ['ts', 'value']));
    expect(text).toBe('\uFEFFts,value\n');
  });

  it('breaks off where the store fails, so that no client takes a part for the whole', async () => {
    const { pageAt } = pages();
    const failing: PageAt<object> = async (asked) => {
      if (asked.cursor === '7') throw new Error('the store is away');
      return pageAt(asked);
    };
    const stream = seriesText('application/x-ndjson', failing, await failing({ limit: ROWS }), COLUMNS);
    await expect(textOf(stream)).rejects.toThrow('the store is away');
  });
});

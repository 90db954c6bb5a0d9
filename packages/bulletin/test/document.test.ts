import { describe, expect, it } from 'vitest';
import { type Document, htmlOf, markdownOf, namedPeriod } from '../src/index.ts';

const HOSTILE = `<script>alert("1")</script> & 'x' | [a](javascript:b)`;
const document: Document = {
  lang: 'zh',
  title: HOSTILE,
  facts: [[HOSTILE, HOSTILE]],
  blocks: [
    { kind: 'heading', text: HOSTILE },
    { kind: 'paragraph', text: HOSTILE },
    { kind: 'table', caption: HOSTILE, head: [HOSTILE], rows: [[HOSTILE]] },
  ],
};

describe('names of a registry in a bulletin', () => {
  it('stay text in the page', () => {
    const page = htmlOf(document);
    expect(page).not.toContain('<script>');
    expect(page.split('&lt;script&gt;alert(&quot;1&quot;)')).toHaveLength(9 + 1);
  });

  it('stay text in Markdown, and in one cell', () => {
    const text = markdownOf(document);
    expect(text).not.toContain('<script>');
    expect(text).not.toMatch(/[^\\]\[a\]\(/);
    const row = text.split('\n').findLast((line) => line.startsWith('|')) ?? '';
    expect(row.match(/(?<!\\)\|/g)).toHaveLength(2);
  });
});

describe('columns of the page', () => {
  const rows = [
    ['Ⅳ', '0.325 mg/L', '0.2', '9 / 12 (75.0 %)', '—', '比例 40 %'],
    ['劣Ⅴ', '9.3', '—', '12 / 12', '—', '1 个'],
    ['Ⅱ', '11000 1/L', '10000', '0 / 0', '—', ''],
  ];
  const head = ['class', 'value', 'limit', 'coverage', 'nothing', 'words'];
  const page = htmlOf({ ...document, blocks: [{ kind: 'table', caption: 'c', head, rows }] });
  const classOf = (cell: string) => new RegExp(`<td( class="\\w")?>${cell}</td>`).exec(page)?.[1];

  it('break no value from its unit, and no number', () => {
    expect(page).toMatch(/td\.n, td\.v \{ white-space: nowrap; \}/);
    for (const value of ['0\\.325 mg/L', '9\\.3', '11000 1/L']) expect(classOf(value)).toBe(' class="v"');
    for (const number of ['0\\.2', '10000', '9 / 12 \\(75\\.0 %\\)'])
      expect(classOf(number)).toBe(' class="n"');
  });

  it('of dashes are numbers where the head says per cent', () => {
    const cells = [['—', '—']];
    const dashes = htmlOf({
      ...document,
      blocks: [{ kind: 'table', caption: 'c', head: ['share (%)', 'words'], rows: cells }],
    });
    expect(dashes).toContain('<tr><td class="n">—</td><td>—</td></tr>');
  });

  it('are text where one cell is', () => {
    for (const text of ['Ⅳ', '劣Ⅴ', '比例 40 %', '1 个'])
      expect([text, classOf(text)]).toEqual([text, undefined]);
  });
});

describe('the name of a period', () => {
  it.each([
    ['2024-02', '2024-02-01T00:00+08:00', '2024-03-01T00:00+08:00'],
    ['2023-Q4', '2023-10-01T00:00+08:00', '2024-01-01T00:00+08:00'],
    ['2023', '2023-01-01T00:00+08:00', '2024-01-01T00:00+08:00'],
  ])('%s', (id, from, to) => {
    expect(namedPeriod(id)?.window).toEqual({ from: Date.parse(from), to: Date.parse(to) });
  });

  it.each(['2023-00', '2023-13', '2023-Q0', '2023-q1', '1999', '20233', '2023-1', '../2023', ''])(
    'not %s',
    (id) => {
      expect(namedPeriod(id)).toBeUndefined();
    },
  );
});

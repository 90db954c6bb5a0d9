import { describe, expect, it } from 'vitest';
import type { Document } from '../src/bulletin/blocks.ts';
import { htmlOf } from '../src/bulletin/html.ts';
import { markdownOf } from '../src/bulletin/markdown.ts';
import { namedPeriod } from '../src/bulletin/period.ts';

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

describe('the name of a period', () => {
  it.each([
    ['2024-02', '2024-02-01T00:00+08:00', '2024-03-01T00:00+08:00'],
    ['2023-Q4', '2023-10-01T00:00+08:00', '2024-01-01T00:00+08:00'],
    ['2023', '2023-01-01T00:00+08:00', '2024-01-01T00:00+08:00'],
  ])('%s', (id, from, to) => {
    expect(namedPeriod(id).window).toEqual({ from: Date.parse(from), to: Date.parse(to) });
  });

  it.each(['2023-00', '2023-13', '2023-Q0', '2023-q1', '1999', '20233', '2023-1', '../2023', ''])(
    'not %s',
    (id) => {
      expect(() => namedPeriod(id)).toThrow('such as 2026-09');
    },
  );
});

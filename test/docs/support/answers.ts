import { expect } from 'vitest';

export type Row = Readonly<Record<string, unknown>>;
export type Answer = readonly Row[];

/** What the page says is asked: answers as rows, CSV and NDJSON too. */
export const rowsOf = (type: string, body: string): Answer => {
  if (type === 'text/csv') {
    const [head = '', ...lines] = body.replace('\uFEFF', '').trim().split('\n');
    const names = head.split(',');
    return lines.map((line) => {
      const cells = line.split(',');
      return Object.fromEntries(names.map((name, at) => [name, cells[at] ?? '']));
    });
  }
  if (type === 'application/x-ndjson')
    return body
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Row);
  return (JSON.parse(body) as { readonly data: Answer }).data;
};

/** Numbers have six decimals. */
export const near = (value: number | null) => (value === null ? null : expect.closeTo(value, 5));

export const two = (number: number): string => String(number).padStart(2, '0');

import { describe, expect, it } from 'vitest';
import { csvHead } from '../src/http/table.ts';
import { csvRow, jsonRow } from '../src/tables/cells.ts';

const columns = [
  { name: 'station', type: 'text' },
  { name: 'to', type: 'time' },
  { name: 'date', type: 'date' },
  { name: 'primary', type: 'list' },
  { name: 'aqi', type: 'number' },
] as const;

const AT = Date.parse('2026-04-01T00:00:00+08:00');

describe('a row of a table', () => {
  it('is a line of CSV: times at +08:00, lists with blanks between, nothing where there is no value', () => {
    expect(csvRow(columns, ['A1', AT, AT, 'o3 pm2_5', 35.5])).toBe(
      'A1,2026-04-01T00:00:00+08:00,2026-04-01,o3 pm2_5,35.5\n',
    );
    expect(csvRow(columns, ['A1', null, null, null, null])).toBe('A1,,,,\n');
  });

  it('has no text that a spreadsheet takes for a formula, and quotes what has commas and quotes (RFC 4180)', () => {
    const text = [{ name: '=1+1', type: 'text' }] as const;
    expect(csvHead(text.map(({ name }) => name))).toBe("\uFEFF'=1+1\n");
    expect(csvRow(text, ['-1'])).toBe("'-1\n");
    expect(csvRow(text, ['a,"b"\n'])).toBe('"a,""b""\n"\n');
    expect(csvRow([{ name: 'x', type: 'number' }], [-1])).toBe('-1\n');
  });

  it('is an object of JSON: lists as lists, null where there is no value', () => {
    expect(JSON.parse(jsonRow(columns, ['A"1', AT, AT, 'o3 pm2_5', 35.5]))).toEqual({
      station: 'A"1',
      to: '2026-04-01T00:00:00+08:00',
      date: '2026-04-01',
      primary: ['o3', 'pm2_5'],
      aqi: 35.5,
    });
    expect(JSON.parse(jsonRow(columns, [null, null, null, null, null]))).toEqual({
      station: null,
      to: null,
      date: null,
      primary: [],
      aqi: null,
    });
  });
});

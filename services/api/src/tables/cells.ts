import type { Cell, ColumnType, ShownColumn } from '@lanbi/query';
import { instant } from '@lanbi/standards';
import { numberText } from '../http/number-text.ts';
import { dateText, timeText } from '../http/time-text.ts';

/** What a spreadsheet would take for a formula. */
const FORMULA = /^[=+\-@\t\r]/;
const SPECIAL = /[",\r\n]/;

/** A text as a cell of CSV (RFC 4180), so that no spreadsheet takes it for a formula. */
function textCell(text: string): string {
  const plain = FORMULA.test(text) ? `'${text}` : text;
  return SPECIAL.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

const csvCell = (type: ColumnType, cell: Cell): string => {
  if (cell === null) return '';
  if (typeof cell === 'string') return textCell(cell);
  if (type === 'time') return timeText(instant(cell));
  return type === 'date' ? dateText(cell) : numberText(cell);
};

/** A row as a line of CSV. */
export function csvRow(columns: readonly ShownColumn[], cells: readonly Cell[]): string {
  // Of a year of hours there are a million cells: nothing is made for one but its text.
  let [line, at] = ['', 0];
  for (const { type } of columns) {
    const text = csvCell(type, cells[at] ?? null);
    line = at === 0 ? text : `${line},${text}`;
    at += 1;
  }
  return `${line}\n`;
}

function jsonCell(type: ColumnType, cell: Cell): string {
  if (type === 'list') return JSON.stringify(typeof cell === 'string' ? cell.split(' ') : []);
  if (cell === null) return 'null';
  if (typeof cell === 'string') return JSON.stringify(cell);
  if (type === 'time') return `"${timeText(instant(cell))}"`;
  return type === 'date' ? `"${dateText(cell)}"` : numberText(cell);
}

/** A row as an object with a member for each column. */
export function jsonRow(columns: readonly ShownColumn[], cells: readonly Cell[]): string {
  let text = '{';
  for (const [at, { name, type }] of columns.entries())
    text += `${at === 0 ? '' : ','}${JSON.stringify(name)}:${jsonCell(type, cells[at] ?? null)}`;
  return `${text}}`;
}

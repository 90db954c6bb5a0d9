import { didYouMean } from '@lanbi/model';
import { WATER_CLASSES } from '@lanbi/standards';
import { type Cell, type ColumnType, faultAt, type Parsed, parsed, type TableColumn } from './column.ts';
import { type TextPart, textParts } from './terms.ts';

/** Characters and terms of one condition at the most. */
export const CONDITION_LENGTH = 256;
export const CONDITION_TERMS = 8;

/** The longest first, since one begins with another. */
const OPERATORS = ['>=', '<=', '!=', '>', '<', '='] as const;
type Operator = (typeof OPERATORS)[number];

/** Terms that all have to hold. */
export interface Condition<Row> {
  /** The columns that the terms are about, in their order. */
  readonly columns: readonly TableColumn<Row>[];
  /** False for a row that has no value in one of the columns. */
  holds(row: Row): boolean;
}

type Test = (cell: Cell) => boolean;

const TERM = /^([a-z][a-z0-9_]*)(>=|<=|!=|>|<|=)(.*)$/;
const NUMBER = /^-?\d{1,12}(?:\.\d{1,6})?$/;
const WORD = /^[A-Za-z0-9._-]{1,64}$/;

const COMPARE: Readonly<Record<Operator, (difference: number) => boolean>> = {
  '>=': (difference) => difference >= 0,
  '<=': (difference) => difference <= 0,
  '!=': (difference) => difference !== 0,
  '>': (difference) => difference > 0,
  '<': (difference) => difference < 0,
  '=': (difference) => difference === 0,
};

const CLASSES: readonly Cell[] = WATER_CLASSES;

/** Rank of a class, 1 to 6; 0 for what is none. */
export const classRank = (cell: Cell): number => CLASSES.indexOf(cell) + 1;

const isNumeric = (type: ColumnType): boolean => type === 'number' || type === 'class';

function numberTest(operator: Operator, text: string): Test | string {
  if (!NUMBER.test(text)) return `"${text}" is no number such as 250 or 0.25`;
  const [bound, compare] = [Number(text), COMPARE[operator]];
  return (cell) => typeof cell === 'number' && compare(cell - bound);
}

function classTest(operator: Operator, text: string): Test | string {
  const bound = classRank(text);
  if (bound === 0) return `"${text}" is no class; there are ${WATER_CLASSES.join(', ')}`;
  const compare = COMPARE[operator];
  return (cell) => cell !== null && compare(classRank(cell) - bound);
}

/** Equality with a word; of a list whether it has the word. */
function wordTest(type: 'text' | 'list', operator: Operator, text: string): Test | string {
  if (operator !== '=' && operator !== '!=') return `${operator} compares numbers and classes; here = or !=`;
  if (!WORD.test(text)) return `"${text}" is no word of letters, digits, ".", "_" and "-"`;
  const has = (cell: string): boolean => (type === 'list' ? cell.split(' ').includes(text) : cell === text);
  return (cell) => typeof cell === 'string' && has(cell) === (operator === '=');
}

function testOf(type: ColumnType, operator: Operator, text: string): Test | string {
  if (type === 'number') return numberTest(operator, text);
  if (type === 'class') return classTest(operator, text);
  if (type === 'text' || type === 'list') return wordTest(type, operator, text);
  return 'times are chosen with from and to';
}

interface Term<Row> {
  readonly column: TableColumn<Row>;
  readonly test: Test;
}

/** The column of a name, or what is wrong with the name. */
export function columnNamed<Row>(
  columns: readonly TableColumn<Row>[],
  name: string,
  at: number,
): Parsed<TableColumn<Row>> {
  const found = columns.find((each) => each.name === name);
  if (found) return parsed(found);
  const known = columns.map((each) => each.name);
  return faultAt(at, `no column "${name}"${didYouMean(name, known) || `; there are ${known.join(', ')}`}`);
}

function termOf<Row>({ text, at }: TextPart, columns: readonly TableColumn<Row>[]): Parsed<Term<Row>> {
  const [, name = '', operator, value = ''] = TERM.exec(text) ?? [];
  if (operator === undefined)
    return faultAt(at, `"${text}" is no term such as pm2_5>250; operators: ${OPERATORS.join(' ')}`);
  const column = columnNamed(columns, name, at);
  if (!column.ok) return column;
  // The pattern has the operators and no others.
  const test = testOf(column.value.type, operator as Operator, value);
  if (typeof test === 'string') return faultAt(at + name.length + operator.length, test);
  return parsed({ column: column.value, test });
}

/**
 * Reads terms such as `pm2_5>250,level>=4,class>III`: a column, one of `> >= < <= = !=`, and a number, class or word. All
 * of them have to hold, and none holds where there is no value.
 */
export function parseCondition<Row>(
  text: string,
  columns: readonly TableColumn<Row>[],
): Parsed<Condition<Row>> {
  if (text.length > CONDITION_LENGTH)
    return faultAt(CONDITION_LENGTH, `longer than ${CONDITION_LENGTH} characters`);
  const parts = textParts(text);
  const beyond = parts[CONDITION_TERMS];
  if (beyond) return faultAt(beyond.at, `more than ${CONDITION_TERMS} terms`);
  const terms: Term<Row>[] = [];
  for (const part of parts) {
    const term = termOf(part, columns);
    if (!term.ok) return term;
    terms.push(term.value);
  }
  return parsed({
    columns: terms.map(({ column }) => column),
    holds: (row: Row) => terms.every(({ column, test }) => test(column.cell(row))),
  });
}

/** A condition as a run takes it: its first column has numbers or classes. */
export function parseRunCondition<Row>(
  text: string,
  columns: readonly TableColumn<Row>[],
): Parsed<Condition<Row>> {
  const condition = parseCondition(text, columns);
  const first = condition.ok ? condition.value.columns[0] : undefined;
  if (condition.ok && first && !isNumeric(first.type))
    return faultAt(0, `${first.name} has no numbers: a run is of values or classes, such as pm2_5>75`);
  return condition;
}

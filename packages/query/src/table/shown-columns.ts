import type { TableColumn, TableRow } from './column.ts';
import { columnNamed } from './condition.ts';
import { demand, PlanRefusal } from './refusal.ts';
import type { AskedSelection, TableShape } from './selection.ts';
import { type TextPart, textParts } from './terms.ts';

/** Columns of one answer. */
const FIELDS_MOST = 64;

function namesIn(field: 'fields' | 'parameters', text: string): readonly TextPart[] {
  const parts = textParts(text);
  const beyond = parts[FIELDS_MOST];
  if (beyond) throw new PlanRefusal(field, beyond.at, `more than ${FIELDS_MOST} names`);
  return parts;
}

/**
 * The columns of the names, each once and in their order.
 * @param added the name of a column that the answer has anyway
 */
function chosen<Row>(
  field: 'fields' | 'parameters',
  text: string,
  columns: readonly TableColumn<Row>[],
  added?: string,
): readonly TableColumn<Row>[] {
  const parts = namesIn(field, text).filter((part) => part.text !== added);
  return [...new Set(parts.map((part) => demand(field, columnNamed(columns, part.text, part.at))))];
}

/** The columns of an answer in rows. */
export function shownColumns<Row extends TableRow>(
  { columns, parameters }: TableShape<Row>,
  { fields, parameters: asked, rank }: AskedSelection,
): readonly TableColumn<Row>[] {
  if (fields !== undefined && asked !== undefined)
    throw new PlanRefusal('parameters', 0, 'fields names the columns already: give one of the two');
  if (fields !== undefined) return chosen('fields', fields, columns, rank === undefined ? undefined : 'rank');
  const usual = columns.filter(({ extra }) => !extra);
  if (asked === undefined) return usual;
  const own = columns.filter(({ name }) => parameters.includes(name));
  const some = chosen('parameters', asked, own);
  const at = usual.findIndex(({ name }) => parameters.includes(name));
  const others = usual.filter(({ name }) => !parameters.includes(name));
  return [...others.slice(0, at), ...some, ...others.slice(at)];
}

import { ordered, profiled, ranked, runsOf, shownColumn, streamed } from './answers.ts';
import type { TableRow } from './column.ts';
import { type Condition, parseCondition, parseRunCondition } from './condition.ts';
import { parseOrder } from './order.ts';
import { groupsOf, PROFILE_GROUPS, parseProfiles } from './profile.ts';
import { demand, PlanRefusal } from './refusal.ts';
import type { AskedSelection, Plan, PlanResult, TableShape } from './selection.ts';
import { shownColumns } from './shown-columns.ts';
import { WideRows } from './wide.ts';

/** Rows of an answer that is not streamed, at the most, and where `top` is not given. */
export const TOP_MOST = 1_000;
const TOP = 100;

/** The names of `asked` that cannot be combined with one of its members. */
function refuseBeside(
  asked: AskedSelection,
  field: keyof AskedSelection,
  others: readonly (keyof AskedSelection)[],
) {
  const other = others.find((each) => asked[each] !== undefined && asked[each] !== 'long');
  if (asked[field] !== undefined && other !== undefined)
    throw new PlanRefusal(other, 0, `not together with ${field}`);
}

function wide<Row extends TableRow>(
  shape: TableShape<Row>,
  asked: AskedSelection,
  condition: Condition<Row> | undefined,
  subjects: readonly string[],
): Plan<Row> {
  const columns = shownColumns(shape, asked).filter(({ name }) => name !== shape.columns[0]?.name);
  const times = columns.filter(({ type }) => type === 'time' || type === 'date');
  const values =
    asked.fields === undefined
      ? columns.filter(({ name }) => shape.parameters.includes(name))
      : columns.filter((each) => !times.includes(each));
  const [value] = values;
  if (!value || values.length > 1)
    throw new PlanRefusal(
      asked.fields === undefined ? 'parameters' : 'fields',
      0,
      `layout=wide has one value: name one of ${shape.parameters.join(', ')}`,
    );
  const rows = new WideRows(times, value, { subjects, condition });
  return {
    columns: [...times.map(shownColumn), ...subjects.map((name) => ({ name, type: value.type }))],
    streams: true,
    async *rows(pages) {
      for await (const page of pages) yield rows.of(page);
    },
  };
}

function plan<Row extends TableRow>(
  shape: TableShape<Row>,
  asked: AskedSelection,
  subjects: readonly string[],
): Plan<Row> {
  const { where, order, rank, runs, profile, layout, top } = asked;
  refuseBeside(asked, 'runs', ['where', 'order', 'rank', 'profile', 'layout', 'fields', 'parameters']);
  refuseBeside(asked, 'profile', ['order', 'rank', 'top', 'layout', 'fields']);
  refuseBeside(asked, 'rank', ['order', 'layout']);
  refuseBeside(asked, 'layout', layout === 'wide' ? ['order', 'top'] : []);
  if (top !== undefined && order === undefined && rank === undefined && runs === undefined)
    throw new PlanRefusal(
      'top',
      0,
      'takes the first rows: give order, such as order=-pm2_5, or rank or runs',
    );
  const most = top ?? TOP;
  if (runs !== undefined) return runsOf(shape, demand('runs', parseRunCondition(runs, shape.columns)), most);
  const condition = where === undefined ? undefined : demand('where', parseCondition(where, shape.columns));
  if (profile !== undefined) {
    const profiles = demand('profile', parseProfiles(profile, shape.dimensions));
    const columns = shownColumns(shape, { parameters: asked.parameters }).filter(({ name }) =>
      shape.parameters.includes(name),
    );
    if (groupsOf(profiles, subjects.length) > PROFILE_GROUPS)
      throw new PlanRefusal(
        'profile',
        0,
        `more than ${PROFILE_GROUPS} groups: name fewer subjects or profiles`,
      );
    return profiled(shape, profiles, columns, condition);
  }
  if (layout === 'wide') return wide(shape, asked, condition, subjects);
  const columns = shownColumns(shape, asked);
  if (rank !== undefined) {
    const [by, other] = demand('rank', parseOrder(rank, shape.columns));
    if (!by || other) throw new PlanRefusal('rank', 0, 'takes one column, such as index or -pm2_5');
    return ranked(columns, condition, { by, most: top ?? Number.POSITIVE_INFINITY });
  }
  if (order === undefined)
    return { ...streamed(columns, condition), ...(shape.several && { numbered: true as const }) };
  return ordered(columns, condition, { order: demand('order', parseOrder(order, shape.columns)), most });
}

/**
 * Reads what is asked for of a table.
 * @param subjects that the table has rows of, in their order
 */
export function planTable<Row extends TableRow>(
  shape: TableShape<Row>,
  asked: AskedSelection,
  subjects: readonly string[],
): PlanResult<Row> {
  try {
    return { ok: true, plan: plan(shape, asked, subjects) };
  } catch (error) {
    if (error instanceof PlanRefusal) return { ok: false, fault: error.fault };
    throw error;
  }
}

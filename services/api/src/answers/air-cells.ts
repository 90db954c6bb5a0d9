import { aqiKindOf, dayAt, indexValidity } from '@lanbi/evaluation';
import { isOpen } from '@lanbi/query';
import {
  AIR_POLLUTANTS,
  type AirPollutant,
  formatInstant,
  isMissing,
  type Maybe,
  type Validity,
} from '@lanbi/standards';
import { type CsvPart, cellPart, keptPart } from '../http/table.ts';
import { timeText } from '../http/time-text.ts';
import { type AirIndexFigure, concentrationsOf, rulesOf } from './air.ts';
import { covered, validityAnswerOf } from './coverage.ts';
import { evaluationOf } from './evaluation.ts';

/** What a cell of CSV is made of. */
export type CellValue = string | number | boolean | null | undefined | object;
type CellOf = (figure: AirIndexFigure) => CellValue;

const orNull = (value: Maybe<number> | undefined): number | null =>
  value === undefined || isMissing(value) ? null : value;
const reasonOf = (value: Maybe<number> | undefined): string | null =>
  isMissing(value) ? value.missing : null;
const subjectOf =
  (region: boolean): CellOf =>
  ({ result: { kind, subject } }) =>
    (aqiKindOf(kind).subject === 'region') === region ? subject : null;

/** Of a valid figure there is nothing that falls short. */
const shortOf = ({ result, body }: AirIndexFigure) =>
  body.validity.kind === 'valid' ? undefined : validityAnswerOf(indexValidity(result, body));
const countsOf = ({
  body: { validity },
}: AirIndexFigure): Exclude<Validity, { kind: 'missing' }> | undefined =>
  validity.kind === 'missing' ? undefined : validity;

/** When a row was stored: many were stored together. */
function changedAtCell(): CellOf {
  let last = { at: Number.NaN, text: '' };
  return ({ result: { computedAt: at } }) => {
    if (last.at !== at) last = { at, text: formatInstant(at) };
    return last.text;
  };
}

/** Editions of an index and of the rules of its day: rows of one day have the same. */
function standardsCell(): CellOf {
  let last: { readonly day: number; readonly edition: string; readonly text: string } | undefined;
  return ({ body, result }) => {
    const day = dayAt(result.from);
    const { edition } = body.aqi;
    if (last?.day !== day || last.edition !== edition || aqiKindOf(result.kind).span !== 'hour') {
      const text = [...new Set([edition, ...rulesOf(result)])].join('; ');
      last = { day, edition, text };
    }
    return last.text;
  };
}

const SINGLE: Readonly<Record<string, CellOf>> = {
  station: subjectOf(false),
  region: subjectOf(true),
  'name.zh': ({ named }) => named.zh,
  'name.en': ({ named }) => named.en,
  interval: ({ result: { kind } }) => aqiKindOf(kind).span,
  from: ({ result }) => timeText(result.from),
  to: ({ result }) => timeText(result.to),
  'validity.kind': ({ body }) => body.validity.kind,
  'validity.reason': ({ body }) => (body.validity.kind === 'missing' ? body.validity.reason : null),
  'validity.expected': (figure) => countsOf(figure)?.expected,
  'validity.observed': (figure) => countsOf(figure)?.observed,
  'validity.percent': (figure) => {
    const counts = countsOf(figure);
    return counts && covered(counts).percent;
  },
  'validity.why.zh': (figure) => shortOf(figure)?.why?.zh,
  'validity.why.en': (figure) => shortOf(figure)?.why?.en,
  'validity.shortfalls': (figure) => shortOf(figure)?.shortfalls,
  provisional: ({ result, state }) => isOpen(result, state),
  dataState: ({ result, state }) => state.data.of(result),
  aqi: ({ body }) => orNull(body.aqi.aqi),
  reason: ({ body }) => reasonOf(body.aqi.aqi),
  level: ({ body }) => body.aqi.level,
  'category.zh': ({ body }) => body.aqi.category?.zh,
  'category.en': ({ body }) => body.aqi.category?.en,
  primary: ({ body }) => body.aqi.primary.join(' '),
  edition: ({ body }) => body.aqi.edition,
  method: ({ body }) => body.aqi.method,
  standards: standardsCell(),
  'evaluation.complete': ({ state }) => state.evaluation.complete,
  'evaluation.behind': ({ state }) => state.evaluation.behind,
  'evaluation.since': ({ state }) => evaluationOf(state.evaluation).since,
  revision: ({ result }) => result.revision,
  computedAt: changedAtCell(),
};

/** The columns of one pollutant. */
const OF_POLLUTANT: Readonly<Record<string, (of: AirPollutant) => CellOf>> = {
  subIndices:
    (of) =>
    ({ body }) =>
      orNull(body.aqi.subIndices[of]),
  missing:
    (of) =>
    ({ body }) =>
      reasonOf(body.aqi.subIndices[of]),
};

const COVERAGE: Readonly<Record<string, (of: AirPollutant) => CellOf>> = {
  expected:
    (of) =>
    ({ body }) =>
      body.coverage?.[of].expected,
  observed:
    (of) =>
    ({ body }) =>
      body.coverage?.[of].observed,
  percent:
    (of) =>
    ({ body }) =>
      body.coverage && covered(body.coverage[of]).percent,
};

/** Concentrations of a row, which several columns read. */
function concentrationCells(rounded: boolean): (of: AirPollutant) => CellOf {
  let last: AirIndexFigure | undefined;
  let values: ReturnType<typeof concentrationsOf> = {};
  return (of) => (figure) => {
    if (figure !== last) {
      values = concentrationsOf(figure, rounded);
      last = figure;
    }
    return values[of];
  };
}

/**
 * What the cells of a group are the same for: columns of one group that stand side by side are one text. Of an answer the
 * edition of an index names its method, and its category its level.
 */
const GROUPS: readonly {
  readonly has: (column: string) => boolean;
  readonly key: (figure: AirIndexFigure) => unknown;
}[] = [
  {
    has: (column) => /^(?:station|region|name\..*|interval)$/.test(column),
    key: ({ named }) => named,
  },
  {
    has: (column) => /^(?:level|category\..*)$/.test(column),
    key: ({ body }) => body.aqi.category,
  },
  {
    has: (column) => column === 'edition' || column === 'method',
    key: ({ body }) => body.aqi.edition,
  },
  {
    has: (column) => column.startsWith('missing.'),
    key: (figure) => (isWhole(figure) ? 'none' : figure),
  },
  { has: (column) => column.startsWith('coverage.'), key: ({ body }) => body.coverage },
  {
    has: (column) => column.startsWith('validity.') && column !== 'validity.kind',
    key: (figure) => (figure.body.validity.kind === 'valid' ? figure.body.validity.expected : figure),
  },
  { has: (column) => column.startsWith('evaluation.'), key: ({ state }) => state },
];

/** Whether each pollutant has a sub-index. */
function isWhole({ body: { aqi } }: AirIndexFigure): boolean {
  for (const of of AIR_POLLUTANTS) if (typeof aqi.subIndices[of] !== 'number') return false;
  return true;
}

/** What makes a line of CSV without a row; undefined where a column is made of the whole row alone. */
export function indexParts(
  columns: readonly string[],
  rounded: boolean,
): readonly CsvPart<AirIndexFigure>[] | undefined {
  const cells = indexCells(columns, rounded);
  if (!cells) return undefined;
  const parts: CsvPart<AirIndexFigure>[] = [];
  for (let at = 0; at < cells.length; ) {
    const group = GROUPS.find(({ has }) => has(columns[at] ?? ''));
    let end = at + 1;
    while (group && end < cells.length && group.has(columns[end] ?? '')) end += 1;
    const some = cells.slice(at, end);
    parts.push(
      ...(group && some.length > 1 ? [keptPart(some, group.key)] : some.map((each) => cellPart(each))),
    );
    at = end;
  }
  return parts;
}

/** How to make each cell of a row, without the row; undefined where a column is made of the whole row alone. */
function indexCells(columns: readonly string[], rounded: boolean): readonly CellOf[] | undefined {
  const concentration = concentrationCells(rounded);
  const cells = columns.map((column): CellOf | undefined => {
    const single = SINGLE[column];
    if (single) return single;
    const [group = '', name, part = ''] = column.split('.');
    const of = AIR_POLLUTANTS.find((each) => each === name);
    if (of === undefined) return undefined;
    if (group === 'concentrations') return concentration(of);
    return group === 'coverage' ? COVERAGE[part]?.(of) : OF_POLLUTANT[group]?.(of);
  });
  const known = cells.filter((cell) => cell !== undefined);
  return known.length === columns.length ? known : undefined;
}

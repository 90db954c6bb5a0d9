import { indexValidity } from '@lanbi/evaluation';
import { isOpen } from '@lanbi/query';
import {
  AIR_POLLUTANTS,
  type AirPollutant,
  formatInstant,
  isMissing,
  type Maybe,
  type Validity,
} from '@lanbi/standards';
import { type AirIndexFigure, concentrationsOf, rulesOf } from './air.ts';
import { covered, validityOf } from './coverage.ts';
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
    kind.startsWith('region.') === region ? subject : null;

/** Of a valid figure there is nothing that falls short. */
const shortOf = ({ result, body }: AirIndexFigure) =>
  body.validity.kind === 'valid' ? undefined : validityOf(indexValidity(result, body));
const countsOf = ({
  body: { validity },
}: AirIndexFigure): Exclude<Validity, { kind: 'missing' }> | undefined =>
  validity.kind === 'missing' ? undefined : validity;

const SINGLE: Readonly<Record<string, CellOf>> = {
  station: subjectOf(false),
  region: subjectOf(true),
  'name.zh': ({ named }) => named.zh,
  'name.en': ({ named }) => named.en,
  interval: ({ result: { kind } }) => (kind.endsWith('.day') ? 'day' : 'hour'),
  from: ({ result }) => formatInstant(result.from),
  to: ({ result }) => formatInstant(result.to),
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
  provisional: ({ result, state }) => isOpen(result.to, state),
  aqi: ({ body }) => orNull(body.aqi.aqi),
  reason: ({ body }) => reasonOf(body.aqi.aqi),
  level: ({ body }) => body.aqi.level,
  'category.zh': ({ body }) => body.aqi.category?.zh,
  'category.en': ({ body }) => body.aqi.category?.en,
  primary: ({ body }) => body.aqi.primary.join(' '),
  edition: ({ body }) => body.aqi.edition,
  method: ({ body }) => body.aqi.method,
  standards: ({ body, result }) => [...new Set([body.aqi.edition, ...rulesOf(result)])].join('; '),
  'evaluation.complete': ({ state }) => state.evaluation.complete,
  'evaluation.behind': ({ state }) => state.evaluation.behind,
  'evaluation.since': ({ state }) => evaluationOf(state.evaluation).since,
  revision: ({ result }) => result.revision,
  computedAt: ({ result }) => formatInstant(result.computedAt),
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

/** How to make each cell of a row, without the row; undefined where a column is made of the whole row alone. */
export function indexCells(columns: readonly string[], rounded: boolean): readonly CellOf[] | undefined {
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

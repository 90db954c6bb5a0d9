import { indexValidity, type Subject } from '@lanbi/evaluation';
import type { Name } from '@lanbi/model';
import { type AnswerState, isOpen } from '@lanbi/query';
import { type AirPollutant, eachPollutant, formatInstant, type Hj633Edition } from '@lanbi/standards';
import { PARAMETERS } from '@lanbi/wire';
import * as z from 'zod';
import {
  type AirIndexFigure,
  airIndexAnswer,
  category,
  categoryAnswerOf,
  concentrationsOf,
  rulesOf,
} from './air.ts';
import { validityAnswerOf } from './coverage.ts';
import { dataStateOf } from './data-state.ts';
import { evaluationOf } from './evaluation.ts';
import { figures, orReason } from './maybe.ts';
import { ofPollutants } from './pollutants.ts';
import { defaults, seriesCommon } from './series.ts';
import { standardsOf } from './standards.ts';

/** A row of a series; without `fields` and `explain` only what varies from row to row. */
export const airIndexRow = airIndexAnswer
  .partial()
  .meta({ id: 'AirIndexRow' })
  .describe(
    '`to`, `aqi`, `level`, `primary`, `concentrations`, `subIndices`, `computedAt`; of a day `from`; `reason` and `missing` where something is missing; what differs from `meta`. All members with `explain=true`, those that `fields` names where it is given',
  );

/** What holds for all rows of an answer. */
export const airIndexCommon = z.object({
  station: z.string().optional(),
  region: z.string().optional(),
  ...seriesCommon.shape,
  edition: z.string().describe('of HJ 633; a row under another one names it'),
  method: z.string(),
  units: ofPollutants(z.string()).describe('of the concentrations'),
  categories: z.array(category).describe('by `level`'),
});

type Row = z.infer<typeof airIndexRow>;
export type AirIndexCommon = z.infer<typeof airIndexCommon>;

const UNITS: Readonly<Record<AirPollutant, string>> = eachPollutant((each) => PARAMETERS[each].unit);

/** Under which edition and method an index was evaluated, and by whose rules its concentrations are valid. */
export interface Under {
  readonly edition: string;
  readonly method: string;
  readonly rules: readonly string[];
}

const underOf = ({ body: { aqi }, result }: AirIndexFigure): Under => ({
  edition: aqi.edition,
  method: aqi.method,
  rules: rulesOf(result),
});

const editionsOf = ({ edition, method, rules }: Under) => ({
  edition,
  method,
  standards: standardsOf(edition, ...rules),
});

const isSame = (one: Under, other: Under): boolean =>
  one.edition === other.edition &&
  one.method === other.method &&
  one.rules.every((rule, at) => rule === other.rules[at]);

/** What a series of indices is about. */
export interface AirSeries {
  readonly subject: Subject;
  readonly named: Name;
  readonly interval: 'hour' | 'day';
  readonly state: AnswerState;
  readonly categories: Hj633Edition['categories'];
  /** Of a series without rows. */
  readonly under: Under;
}

/** A series as rows of what varies: editions that most recent rows have in common stand in `meta`. */
export class AirRows {
  readonly #under: Under;
  readonly #series: AirSeries;

  constructor(series: AirSeries, rows: readonly AirIndexFigure[]) {
    const last = rows.at(-1);
    this.#series = series;
    this.#under = last ? underOf(last) : series.under;
  }

  common(): AirIndexCommon {
    const { subject, named, interval, state, categories } = this.#series;
    return {
      ...(subject.region ? { region: subject.id } : { station: subject.id }),
      name: { ...named },
      interval,
      ...editionsOf(this.#under),
      units: { ...UNITS },
      categories: categories.map(categoryAnswerOf),
      evaluation: evaluationOf(state.evaluation),
      each: defaults(),
    };
  }

  /** @param rounded concentrations with the digits of HJ 663 */
  row(figure: AirIndexFigure, rounded: boolean): Row {
    const { result, body, state } = figure;
    const { from, to, revision, computedAt } = result;
    const { value, reason } = orReason(body.aqi.aqi);
    const { values, missing } = figures(body.aqi.subIndices);
    const under = underOf(figure);
    return {
      ...(this.#series.interval === 'day' && { from: formatInstant(from) }),
      to: formatInstant(to),
      aqi: value,
      ...(reason && { reason }),
      level: body.aqi.level ?? null,
      primary: [...body.aqi.primary],
      concentrations: concentrationsOf(figure, rounded),
      subIndices: values,
      ...(Object.keys(missing).length > 0 && { missing }),
      ...(body.validity.kind !== 'valid' && { validity: validityAnswerOf(indexValidity(result, body)) }),
      ...(isOpen(result, state) && { provisional: true }),
      ...dataStateOf(state.data.of(result)),
      ...(revision !== 1 && { revision }),
      computedAt: formatInstant(computedAt),
      ...(!isSame(under, this.#under) && editionsOf(under)),
    };
  }
}

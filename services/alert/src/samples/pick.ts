import type { Figure, Sample } from '@lanbi/alerting';
import type { AirPeriodBody, SectionSampleBody } from '@lanbi/evaluation';
import type { AlertSubjectKind, ResultKind, StoredResult } from '@lanbi/model';
import { type Aqi, isMissing, type Maybe, rankOf, type WaterClass } from '@lanbi/standards';

/** Where a figure is found among the results: which kind, of which subjects. */
export interface ResultSource {
  readonly kind: ResultKind;
  readonly subject: AlertSubjectKind;
}

const known = <Value>(value: Maybe<Value> | undefined): Value | undefined =>
  value === undefined || isMissing(value) ? undefined : value;

const rankIn = ({ section }: SectionSampleBody): number | undefined => {
  const found = known<WaterClass>(section.class);
  return found && rankOf(found);
};

/** By how many classes a section is beyond its target; at most 0 when it meets it. */
function beyondTarget(body: SectionSampleBody): number | undefined {
  const rank = rankIn(body);
  return rank === undefined ? undefined : rank - rankOf(body.section.against);
}

/** The multiple by which an item exceeds its limit; 0 when it does not, absent when it was not measured. */
function exceedance({ section }: SectionSampleBody, parameter: string): number | undefined {
  const found = section.exceedances.find(({ item }) => item === parameter);
  if (found) return known(found.multiple);
  return Object.hasOwn(section.items, parameter) ? 0 : undefined;
}

function waterValue(figure: Figure, body: SectionSampleBody): number | undefined {
  if (figure.kind === 'class') return rankIn(body);
  if (figure.kind === 'class.target') return beyondTarget(body);
  return figure.kind === 'exceedance' ? exceedance(body, figure.parameter) : undefined;
}

/** The kind of result that holds a figure of a kind of subject; undefined for figures of the readings themselves. */
export function resultKindOf(figure: Figure, subject: AlertSubjectKind): ResultKind | undefined {
  const of = subject === 'region' ? 'region.' : '';
  if (figure.kind === 'aqi') return `${of}aqi.${figure.interval}` as ResultKind;
  if (figure.kind === 'composite-index') return `${of}composite.${figure.period}` as ResultKind;
  if (figure.kind === 'class' || figure.kind === 'class.target' || figure.kind === 'exceedance')
    return 'class.sample';
  return undefined;
}

/** The value of a figure in a result; undefined when the result has none, which is a gap and not a zero. */
export function figureIn(figure: Figure, { body }: StoredResult): number | undefined {
  if (figure.kind === 'aqi') return known((body as { readonly aqi: Aqi }).aqi.aqi);
  if (figure.kind === 'composite-index') return known((body as AirPeriodBody).composite.index);
  return waterValue(figure, body as SectionSampleBody);
}

/** The sample of a figure in a result. */
export function sampleOf(figure: Figure, result: StoredResult): Sample | undefined {
  const value = figureIn(figure, result);
  return value === undefined ? undefined : { at: result.to, value };
}

import type { AlertSubjectKind } from '@lanbi/model';
import type { AlertValue } from './alert-value.ts';
import { FIGURE_CATALOGUE } from './catalogue.ts';

/** A figure of a rule: the values of one name, each of one kind of subject. */
export interface AlertFigure extends Pick<AlertValue, 'name' | 'scale' | 'isAbsence'> {
  /** How pages write it. */
  readonly form: string;
  readonly values: ReadonlyMap<AlertSubjectKind, AlertValue>;
}

function figureOf(name: string, values: readonly AlertValue[]): AlertFigure {
  const { form = name, scale, isAbsence } = values[0] ?? {};
  return {
    name,
    form,
    ...(scale && { scale }),
    ...(isAbsence && { isAbsence }),
    values: new Map(values.map((value) => [value.subject, value])),
  };
}

const byName = (values: readonly AlertValue[]): ReadonlyMap<string, AlertFigure> =>
  new Map(
    [...Map.groupBy(values, ({ name }) => name)].map(([name, own]) => [name, figureOf(name, own)] as const),
  );

/** The figures that rules of alerts may watch, by name: what the families of the catalogue declare. */
export const ALERT_FIGURES: ReadonlyMap<string, AlertFigure> = byName(
  FIGURE_CATALOGUE.flatMap(({ alertValues }) => alertValues),
);

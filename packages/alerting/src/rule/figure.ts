import { ALERT_SUBJECT_KINDS, type AlertSubjectKind, type Medium } from '@lanbi/model';
import { ALERT_FIGURES, type AlertFigure } from '@lanbi/query';

/** Other names that rules may use for a figure. A silence mutes notifications, so the name of the figure is `no-data`. */
const ALIASES: ReadonlyMap<string, string> = new Map([['silence', 'no-data']]);

/** The one name of a figure that has several. */
export const canonicalName = (name: string): string => ALIASES.get(name) ?? name;

/**
 * The figure of a name such as `aqi.hour`, `class.month` or `exceedance.tp`, as the catalogue of figures declares it;
 * undefined when there is none. Units: a parameter its canonical unit, `class` a rank 1 to 6, `level` a rank 1 to 5,
 * `no-data` seconds since the last value, completeness %.
 */
export const alertFigureOf = (name: string): AlertFigure | undefined =>
  ALERT_FIGURES.get(canonicalName(name));

/** Every name of a figure. */
export const figureNames = (): readonly string[] => [...ALERT_FIGURES.keys()];

/** How pages write the names, each once. */
export const figureForms = (): readonly string[] => [
  ...new Set([...ALERT_FIGURES.values()].map(({ form }) => form)),
];

/** The kinds of subject that have the figure. */
export const subjectKindsOf = ({ values }: AlertFigure): readonly AlertSubjectKind[] =>
  ALERT_SUBJECT_KINDS.filter((kind) => values.has(kind));

/** The medium that a figure of a kind of subject is of; undefined when a station of either has it. */
export const mediumOf = ({ values }: AlertFigure, subject: AlertSubjectKind): Medium | undefined =>
  values.get(subject)?.medium;

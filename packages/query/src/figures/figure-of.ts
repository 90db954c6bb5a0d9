import type { EvaluatedFigure } from '@lanbi/evaluation';
import type { ResultChange, ResultKind, StoredResult } from '@lanbi/model';
import { airDayFigures } from './air-day.ts';
import { airHourFigures } from './air-hour.ts';

type StoredOf<Kind extends ResultKind> = Pick<
  StoredResult<Kind>,
  'kind' | 'subject' | 'from' | 'to' | 'body'
>;
type Stored = { [Kind in ResultKind]: StoredOf<Kind> }[ResultKind];

/** The figure of what is stored, under the edition of its date. */
export function figureOf(stored: Stored): EvaluatedFigure {
  const { subject, from, to } = stored;
  switch (stored.kind) {
    case 'aqi.hour':
    case 'region.aqi.hour':
      return { kind: stored.kind, subject, from, to, body: airHourFigures.compute(stored) };
    case 'aqi.day':
    case 'region.aqi.day':
      return { kind: stored.kind, subject, from, to, body: airDayFigures.compute(stored) };
    default:
      return stored;
  }
}

/** The figures before and after a change of the audit trail; none before where nothing was stored. */
export function figuresOfChange({ kind, subject, from, to, before, after }: ResultChange): {
  readonly before: unknown;
  readonly after: unknown;
} {
  // Before and after are of the kind of the change.
  const figure = (body: unknown): unknown => figureOf({ kind, subject, from, to, body } as Stored).body;
  return { before: before === undefined ? undefined : figure(before), after: figure(after) };
}

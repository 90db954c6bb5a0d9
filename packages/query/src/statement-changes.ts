import { startOfDayNumber } from '@lanbi/evaluation';
import type { StoredAnnotation } from '@lanbi/model';

/** What was said of a span of days in the course of time. */
export interface StatementChanges {
  /** How often something was entered or withdrawn. */
  readonly count: number;
  /** When last; 0 where never. */
  readonly last: number;
  /** Another text whenever something else holds. */
  readonly versions: string;
}

export const NO_CHANGES: StatementChanges = { count: 0, last: 0, versions: '' };

interface Said {
  readonly span: { readonly from: number; readonly to: number };
  readonly annotation: StoredAnnotation;
}

/** The annotations that say something of a day from one to another, also those that are withdrawn, each once. */
export function changesOf(said: readonly Said[], first: number, last: number): StatementChanges {
  const [from, to] = [startOfDayNumber(first), startOfDayNumber(last + 1)];
  const within = said.filter(({ span }) => span.from < to && span.to > from);
  const annotations = new Map(within.map(({ annotation }) => [annotation.id, annotation]));
  let [count, newest, versions] = [0, 0, ''];
  for (const { enteredAt, withdrawn, version } of annotations.values()) {
    count += withdrawn ? 2 : 1;
    newest = Math.max(newest, enteredAt, withdrawn?.at ?? 0);
    versions += `~${version}`;
  }
  return { count, last: newest, versions };
}

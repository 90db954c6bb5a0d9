import type { DataState } from './nouns/annotation.ts';
import type { Span } from './nouns/dated.ts';

/** How far the data of a subject, or of several, were checked. */
export interface StateOfData {
  /**
   * What holds on all of a span: audited where all of it is; reviewed where the rest is reviewed; undefined where some
   * of it is live.
   */
  of(span: Span): DataState | undefined;
}

/** A span whose data were checked. */
export interface CheckedSpan {
  readonly state: DataState;
  readonly span: Span;
}

/** Nothing was checked. */
export const LIVE: StateOfData = { of: () => undefined };

/** The same instants as spans that neither overlap nor touch, ascending. */
function joined(spans: readonly Span[]): readonly Span[] {
  const found: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = found.at(-1);
    if (!last || span.from > last.to) found.push(span);
    else found[found.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
  }
  return found;
}

/** Whether one of some spans holds all of another one; an instant belongs to the span that begins with it. */
const holds = (spans: readonly Span[], { from, to }: Span): boolean =>
  spans.some((each) => each.from <= from && to <= each.to && from < each.to);

/** The state of data that some statements say; the order of the statements does not matter. */
export function stateOfData(checked: readonly CheckedSpan[]): StateOfData {
  if (checked.length === 0) return LIVE;
  const audited = joined(checked.filter(({ state }) => state === 'audited').map(({ span }) => span));
  const all = joined(checked.map(({ span }) => span));
  return {
    of(span) {
      if (holds(audited, span)) return 'audited';
      return holds(all, span) ? 'reviewed' : undefined;
    },
  };
}

/** The state of the data of several subjects: the least of theirs; live where there is none. */
export function leastOf(subjects: readonly StateOfData[]): StateOfData {
  const [first = LIVE, ...rest] = subjects;
  if (rest.length === 0 || subjects.includes(LIVE)) return subjects.includes(LIVE) ? LIVE : first;
  return {
    of(span) {
      let least: DataState = 'audited';
      for (const each of subjects) {
        const state = each.of(span);
        if (state === undefined) return undefined;
        if (state === 'reviewed') least = state;
      }
      return least;
    },
  };
}

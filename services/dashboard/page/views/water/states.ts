import { type Annotation, duringDays, loadStates } from '../../core/annotated.ts';
import { useLoad } from '../../core/load.ts';
import { endOfColumn, type Span } from './span.ts';

/** States of sections on the days of a span; nothing until they are loaded. */
export function useStates(span: Span): readonly Annotation[] {
  const all = useLoad('states of sections', loadStates, ['annotation']).value ?? [];
  const [first = ''] = span.columns;
  return duringDays(all, first, endOfColumn(span, span.columns.at(-1) ?? ''));
}

import type { Sample } from '@lanbi/alerting';
import type { FromResults, ValueDeps, ValueResult } from '@lanbi/query';

/** The sample of a result; undefined where it has no value, which is a gap. */
export function sampleOf(source: FromResults, result: ValueResult, deps: ValueDeps): Sample | undefined {
  const value = source.valueIn(result, deps);
  return value === undefined ? undefined : { at: result.to, value };
}

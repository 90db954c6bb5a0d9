import { compileRule, fold, neverSeen, periodOfSubject, subjectsOfRule } from '@lanbi/alerting';
import type { DryRun, DryRunner } from '@lanbi/model';
import type { AlertDeps } from '../deps.ts';
import { createSampleSource } from '../samples/source.ts';

/** Evaluates a rule over a span of stored data. Stores and notifies nothing. */
export function createDryRunner(deps: Pick<AlertDeps, 'store' | 'registry' | 'air' | 'water'>): DryRunner {
  const source = createSampleSource(deps);
  return async (rule, { from, to, limit }) => {
    const runs: DryRun[] = [];
    for (const subject of subjectsOfRule(rule, deps.registry).slice(0, limit)) {
      const compiled = compileRule(rule, periodOfSubject(subject, deps.registry));
      const values = compiled.watched.values.get(subject.kind)?.source;
      const samples = values ? await source.samples(values, subject, from, to) : [];
      runs.push({
        subject,
        values: samples.length,
        transitions: fold(compiled, neverSeen(from), samples, to).transitions,
      });
    }
    return runs;
  };
}

import { type CompiledRule, compileRule, periodOfSubject, subjectsOfRule } from '@lanbi/alerting';
import type { AlertSubject, Registry, StoredRule } from '@lanbi/model';
import type { ValueSource } from '@lanbi/query';
import type { Instant } from '@lanbi/standards';
import { type AlertInstance, createInstance } from './alert-instance.ts';

/** The values of one figure of one subject, with all instances that evaluate them. */
export interface AlertSeries {
  /** Where the values come from. */
  readonly source: ValueSource;
  readonly subject: AlertSubject;
  readonly instances: AlertInstance[];
}

/** All alert instances of the rules in force, by the series that they evaluate. */
export interface AlertIndex {
  all(): Iterable<AlertSeries>;
  /** The series of a subject. */
  of(subject: AlertSubject): readonly AlertSeries[];
  instances(): Iterable<AlertInstance>;
  /** Number of instances. */
  readonly size: number;
}

const keyOf = ({ kind, id }: AlertSubject): string => `${kind}|${id}`;

/** @param now subjects from which no data are expected at this instant are left out */
export function createAlertIndex(
  rules: readonly StoredRule[],
  registry: Registry,
  { knownSince, now }: { readonly knownSince: Instant; readonly now: Instant },
): AlertIndex {
  const bySubject = new Map<string, AlertSeries[]>();
  const instances: AlertInstance[] = [];

  function seriesOf(rule: CompiledRule, subject: AlertSubject, source: ValueSource): AlertSeries {
    const key = keyOf(subject);
    const known = bySubject.get(key) ?? [];
    bySubject.set(key, known);
    const found = known.find((each) => each.instances[0]?.rule.figure === rule.figure);
    if (found) return found;
    const series: AlertSeries = { source, subject, instances: [] };
    known.push(series);
    return series;
  }

  function add(rule: CompiledRule, subject: AlertSubject): void {
    const source = rule.watched.values.get(subject.kind)?.source;
    if (!source) return;
    const instance = createInstance(rule, subject, knownSince);
    seriesOf(rule, subject, source).instances.push(instance);
    instances.push(instance);
  }

  for (const { rule } of rules) {
    if (!rule.enabled) continue;
    // Subjects with the same period share a compiled rule.
    const compiled = new Map<number, CompiledRule>();
    for (const subject of subjectsOfRule(rule, registry, now)) {
      const period = periodOfSubject(subject, registry);
      const known = compiled.get(period) ?? compileRule(rule, period);
      compiled.set(period, known);
      add(known, subject);
    }
  }

  return {
    *all() {
      for (const series of bySubject.values()) yield* series;
    },
    of: (subject) => bySubject.get(keyOf(subject)) ?? [],
    instances: () => instances,
    size: instances.length,
  };
}

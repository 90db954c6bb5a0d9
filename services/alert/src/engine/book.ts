import {
  type CompiledRule,
  compileRule,
  type Figure,
  periodOfSubject,
  subjectsOfRule,
} from '@lanbi/alerting';
import type { AlertSubject, Registry, StoredRule } from '@lanbi/model';
import type { Instant } from '@lanbi/standards';
import { type Track, trackOf } from './track.ts';

/** Everything that looks at one figure of one subject. */
export interface Watch {
  readonly figure: Figure;
  readonly subject: AlertSubject;
  readonly tracks: Track[];
}

/** The alerts of the rules in force: which figures of which subjects are looked at, and by whom. */
export interface Book {
  watches(): Iterable<Watch>;
  /** The watches of a subject. */
  of(subject: AlertSubject): readonly Watch[];
  tracks(): Iterable<Track>;
  readonly size: number;
}

const keyOf = ({ kind, id }: AlertSubject): string => `${kind}|${id}`;

/** @param now subjects of which nothing is expected then are left out */
export function createBook(
  rules: readonly StoredRule[],
  registry: Registry,
  { born, now }: { readonly born: Instant; readonly now: Instant },
): Book {
  const bySubject = new Map<string, Watch[]>();
  const all: Track[] = [];

  function watch(rule: CompiledRule, subject: AlertSubject): void {
    const key = keyOf(subject);
    const watches = bySubject.get(key) ?? [];
    bySubject.set(key, watches);
    let found = watches.find(({ tracks }) => tracks[0]?.rule.figure === rule.figure);
    if (!found) {
      found = { figure: rule.watched, subject, tracks: [] };
      watches.push(found);
    }
    const track = trackOf(rule, subject, born);
    found.tracks.push(track);
    all.push(track);
  }

  for (const { rule } of rules) {
    if (!rule.enabled) continue;
    // Rules of one period are the same compiled rule, not one for each subject.
    const compiled = new Map<number, CompiledRule>();
    for (const subject of subjectsOfRule(rule, registry, now)) {
      const period = periodOfSubject(subject, registry);
      const known = compiled.get(period) ?? compileRule(rule, period);
      compiled.set(period, known);
      watch(known, subject);
    }
  }

  return {
    *watches() {
      for (const watches of bySubject.values()) yield* watches;
    },
    of: (subject) => bySubject.get(keyOf(subject)) ?? [],
    tracks: () => all,
    size: all.length,
  };
}

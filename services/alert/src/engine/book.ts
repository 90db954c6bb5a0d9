import { type CompiledRule, compileRule, type Figure, figureOf, mediumOf } from '@lanbi/alerting';
import type { AlertRule, AlertSubject, Registry, Station, StoredRule } from '@lanbi/model';
import { type Instant, SECOND } from '@lanbi/standards';
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

const hasFigure = (station: Station, figure: Figure): boolean => {
  const medium = mediumOf(figure);
  if (medium && station.medium !== medium) return false;
  if (figure.kind === 'pm2_5-above-pm10')
    return station.parameters.includes('pm2_5') && station.parameters.includes('pm10');
  return figure.kind !== 'parameter' || station.parameters.includes(figure.parameter);
};

function everyId(rule: AlertRule, figure: Figure, registry: Registry): string[] {
  switch (rule.subject.kind) {
    case 'station':
      return [...registry.stations.values()]
        .filter((station) => !rule.subject.medium || station.medium === rule.subject.medium)
        .filter((station) => hasFigure(station, figure))
        .map(({ id }) => id);
    case 'region':
      return [...registry.regions.keys()];
    case 'section':
      return [...registry.sections.keys()];
    case 'river':
      return [...registry.rivers.keys()];
  }
}

/** The subjects of a rule that the registry knows. */
export function subjectsOfRule(rule: AlertRule, registry: Registry): AlertSubject[] {
  const figure = figureOf(rule.figure);
  if (!figure) return [];
  const every = everyId(rule, figure, registry);
  const { kind, ids } = rule.subject;
  const asked = ids === '*' ? undefined : new Set(ids);
  return every.filter((id) => !asked || asked.has(id)).map((id) => ({ kind, id }));
}

/** How often the subject's readings come, in milliseconds. */
export function periodOfSubject({ kind, id }: AlertSubject, registry: Registry): number {
  const stations =
    kind === 'section'
      ? (registry.stationsOfSection.get(id as never) ?? [])
      : [registry.stations.get(id as never)].filter((found) => found !== undefined);
  return Math.max(0, ...stations.map(({ period }) => period * SECOND));
}

export function createBook(rules: readonly StoredRule[], registry: Registry, born: Instant): Book {
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
    for (const subject of subjectsOfRule(rule, registry)) {
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

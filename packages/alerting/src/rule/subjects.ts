import { Points } from '@lanbi/evaluation';
import {
  type AlertRule,
  type AlertSubject,
  type AlertSubjectKind,
  didYouMean,
  membershipsOf,
  type Registry,
  regionId,
  riverId,
  type Section,
  type Station,
  sectionId,
  stationId,
} from '@lanbi/model';
import type { AlertFigure } from '@lanbi/query';
import { type Instant, SECOND } from '@lanbi/standards';
import { alertFigureOf, mediumOf } from './figure.ts';
import type { RuleFault } from './schema.ts';

/** From so many sections on a river is judged by proportion, and then it has a level and no class (环办〔2011〕22号). */
const BY_PROPORTION = 5;

function stationHas(station: Station, figure: AlertFigure): boolean {
  const medium = mediumOf(figure, 'station');
  if (medium && station.medium !== medium) return false;
  const source = figure.values.get('station')?.source;
  const needed = source?.from === 'readings' ? source.parameters : [];
  return needed.every((parameter) => station.parameters.includes(parameter));
}

const sectionsOn = (water: 'river' | 'lake', id: string, { sections }: Registry): Section[] =>
  [...sections.values()].filter(({ river, rivers = [], lake, lakes = [] }) => {
    const own =
      water === 'river' ? [river, ...rivers.map(({ is }) => is)] : [lake, ...lakes.map(({ is }) => is)];
    return own.some((each) => each === id);
  });

const needsClass = ({ scale }: AlertFigure): boolean => scale === 'class';

function waterHas(kind: 'river' | 'lake', id: string, figure: AlertFigure, registry: Registry): boolean {
  const count = sectionsOn(kind, id, registry).length;
  return count > 0 && (kind === 'lake' || !needsClass(figure) || count < BY_PROPORTION);
}

/** Every id of a kind, and whether it can have the figure at all. */
function idsOf(rule: AlertRule, figure: AlertFigure, registry: Registry): ReadonlyMap<string, boolean> {
  const { kind, medium } = rule.subject;
  const of = <Id extends string>(ids: Iterable<Id>, has: (id: Id) => boolean) =>
    new Map<string, boolean>([...ids].map((id) => [id, has(id)]));
  switch (kind) {
    case 'station':
      return new Map(
        [...registry.stations.values()].map((station) => [
          station.id as string,
          (!medium || station.medium === medium) && stationHas(station, figure),
        ]),
      );
    case 'region': {
      const points = new Points(registry);
      return of(registry.regions.keys(), (id) => points.has(id));
    }
    case 'section':
      return of(registry.sections.keys(), (id) => (registry.stationsOfSection.get(id)?.length ?? 0) > 0);
    case 'river':
      return of(registry.rivers.keys(), (id) => waterHas('river', id, figure, registry));
    case 'lake':
      return of(registry.lakes.keys(), (id) => waterHas('lake', id, figure, registry));
  }
}

/** Whether a subject is expected to report at a time: a station in service, a place that has one. */
function isExpected(registry: Registry, { kind, id }: AlertSubject, at: Instant): boolean {
  const memberships = membershipsOf(registry);
  switch (kind) {
    case 'station':
      return memberships.isExpected(stationId(id), at);
    case 'region':
      return memberships.pointsOf(regionId(id), at).length > 0;
    case 'section':
      return memberships.stationsOf(sectionId(id), at).length > 0;
    case 'river':
    case 'lake': {
      const day = { from: at, to: at + 1 };
      return memberships.sectionsDuring({ kind, id: riverId(id) }, day).length > 0;
    }
  }
}

/**
 * The subjects of a rule: those that the registry knows and that have its figure.
 * @param at leaves out those of which nothing is expected then, such as a station that is closed
 */
export function subjectsOfRule(rule: AlertRule, registry: Registry, at?: Instant): AlertSubject[] {
  const figure = alertFigureOf(rule.figure);
  if (!figure) return [];
  const { kind, ids } = rule.subject;
  const asked = ids === '*' ? undefined : new Set(ids);
  return [...idsOf(rule, figure, registry)]
    .filter(([id, has]) => has && (!asked || asked.has(id)))
    .map(([id]) => ({ kind, id }))
    .filter((subject) => at === undefined || isExpected(registry, subject, at));
}

const WITHOUT: Readonly<Record<AlertSubjectKind, string>> = {
  station: 'is of another medium, or does not measure it',
  region: 'is no city or district with an evaluation point',
  section: 'has no station',
  river: `has no section, or as many as are judged by proportion (${BY_PROPORTION}) and so a level and no class`,
  lake: 'has no section',
};

/** What a rule that is sound in itself asks of the registry in vain: subjects that are unknown or lack its figure. */
export function subjectFaults(rule: AlertRule, registry: Registry): RuleFault[] {
  const figure = alertFigureOf(rule.figure);
  const { kind, ids } = rule.subject;
  if (!figure || ids === '*') return [];
  const known = idsOf(rule, figure, registry);
  return ids.flatMap((id) => {
    const has = known.get(id);
    if (has) return [];
    const near = didYouMean(id, known.keys());
    const why = has === undefined ? `there is no ${kind} ${id}${near}` : `the ${kind} ${id} ${WITHOUT[kind]}`;
    return [{ path: 'subject.id', message: has === undefined ? why : `no ${rule.figure}: ${why}` }];
  });
}

/** How often the subject's readings come, in milliseconds. */
export function periodOfSubject({ kind, id }: AlertSubject, registry: Registry): number {
  const stations =
    kind === 'section'
      ? (registry.stationsOfSection.get(id as never) ?? [])
      : [registry.stations.get(id as never)].filter((found) => found !== undefined);
  return Math.max(0, ...stations.map(({ period }) => period * SECOND));
}

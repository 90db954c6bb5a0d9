import type { StoredAnnotation } from './nouns/annotation.ts';
import type { Dated, Days } from './nouns/dated.ts';
import type { Registry, Section, Station } from './nouns/registry.ts';

/** A fact about a station, section or region on some days, from the registry or from an annotation. */
export interface Statement extends Days {
  readonly of: 'station' | 'section' | 'region';
  readonly id: string;
  readonly says:
    | 'in-force'
    | 'role'
    | 'region'
    | 'section'
    | 'river'
    | 'lake'
    | 'target'
    | 'dust'
    | 'state'
    | 'data';
  /** Absent where the statement is that the station or section is in force. */
  readonly is?: string;
  /** The annotation from which it comes; absent for the registry. */
  readonly annotation?: StoredAnnotation;
}

type Said<Value> = readonly Dated<Value>[] | undefined;

/** Returns the dated values; a value without dates is valid on all days. */
const datesOf = <Value>(dated: Said<Value>, always: Value | undefined): readonly Dated<Value>[] =>
  dated ?? (always === undefined ? [] : [{ is: always }]);

const daysOf = ({ from, until }: Days): Days => ({
  ...(from !== undefined && { from }),
  ...(until !== undefined && { until }),
});

function stationStatements(station: Station): Statement[] {
  const { id, regions, region, roles, role, sections, section } = station;
  const say = (says: Statement['says'], dated: readonly Dated<string>[]): Statement[] =>
    dated.map((each) => ({ of: 'station', id, says, ...each }));
  return [
    { of: 'station', id, says: 'in-force', ...daysOf(station) },
    ...say('role', datesOf(roles, role)),
    ...say('region', datesOf(regions, region)),
    ...say('section', datesOf(sections, section)),
  ];
}

function sectionStatements(section: Section): Statement[] {
  const { id, rivers, river, lakes, lake, targets, target } = section;
  const say = (says: Statement['says'], dated: readonly Dated<string>[]): Statement[] =>
    dated.map((each) => ({ of: 'section', id, says, ...each }));
  return [
    { of: 'section', id, says: 'in-force', ...daysOf(section) },
    ...say('river', datesOf(rivers, river)),
    ...say('lake', datesOf(lakes, lake)),
    ...say('target', datesOf(targets, target)),
  ];
}

/** Returns all statements of a registry, in its order. */
export const statementsOf = ({
  stations,
  sections,
}: Pick<Registry, 'stations' | 'sections'>): Statement[] => [
  ...[...stations.values()].flatMap(stationStatements),
  ...[...sections.values()].flatMap(sectionStatements),
];

/** Returns the statements of an annotation, withdrawn or not; for dust one per pollutant. */
export function annotationStatements(annotation: StoredAnnotation): Statement[] {
  const { subject: id, from, until } = annotation;
  if (annotation.kind === 'section-state')
    return [{ of: 'section', id, says: 'state', is: annotation.state, from, until, annotation }];
  if (annotation.kind === 'data-state')
    return [{ of: annotation.of, id, says: 'data', is: annotation.state, from, until, annotation }];
  return annotation.pollutants.map((is) => ({ of: 'region', id, says: 'dust', is, from, until, annotation }));
}

import type { Dated, Days } from './nouns/dated.ts';
import type { Registry, Section, Station } from './nouns/registry.ts';

/**
 * What is said of a station or section for some days. The registry is the source of statements today; a table of
 * annotations that are entered later and withdrawn can give the same.
 */
export interface Statement extends Days {
  readonly of: 'station' | 'section';
  readonly id: string;
  readonly says: 'in-force' | 'role' | 'region' | 'section' | 'river' | 'lake' | 'target';
  /** Absent where the statement is that the station or section is in force. */
  readonly is?: string;
}

type Said<Value> = readonly Dated<Value>[] | undefined;

/** What holds without dates holds always. */
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

/** All statements of a registry, in its order. */
export const statementsOf = ({
  stations,
  sections,
}: Pick<Registry, 'stations' | 'sections'>): Statement[] => [
  ...[...stations.values()].flatMap(stationStatements),
  ...[...sections.values()].flatMap(sectionStatements),
];

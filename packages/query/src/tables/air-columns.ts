import { AIR_POLLUTANTS, type AirPollutant, type Aqi, isMissing } from '@lanbi/standards';
import type { Cell, TableColumn, TableRow } from '../table/index.ts';

/** A row with concentrations and an index, or without either where nothing is stored. */
export interface AirRow extends TableRow {
  readonly aqi: Aqi | undefined;
  /** 0 where nothing is stored. */
  readonly revision: number;
  /** When it was stored or last changed. */
  readonly changedAt: number;
  /** @param column number of the pollutant in table order */
  value(column: number): number | null;
  /** Why there is no value; null where there is one. */
  reason(column: number): string | null;
}

/** What is said of a time of which nothing is stored. */
const NONE = 'no-data';

const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);

const reasonOf = (value: unknown): string => (isMissing(value) ? value.missing : NONE);

const concentration = (of: AirPollutant, description: string): TableColumn<AirRow> => {
  const column = AIR_POLLUTANTS.indexOf(of);
  return {
    ...{ name: of, type: 'number' },
    description: `${description}, ${of === 'co' ? 'mg/m3' : 'ug/m3'}`,
    cell: (row) => row.value(column),
  };
};

const reason = (of: AirPollutant): TableColumn<AirRow> => {
  const column = AIR_POLLUTANTS.indexOf(of);
  return {
    ...{ name: `${of}_reason`, type: 'text', description: `why there is no ${of}`, extra: true },
    cell: (row) => row.reason(column),
  };
};

const subIndex = (of: AirPollutant): TableColumn<AirRow> => ({
  name: `${of}_iaqi`,
  type: 'number',
  description: `sub-index of ${of}`,
  extra: true,
  cell: ({ aqi }) => numberOf(aqi?.subIndices[of]),
});

/** The subject of a row. */
export const subjectColumn = (name: string): TableColumn<TableRow> => ({
  name,
  type: 'text',
  description: `id of the ${name}`,
  cell: ({ subject }) => subject,
});

/** Begin and end of a row, at +08:00. */
export const timeColumns = (usual: 'from' | 'to' | undefined): readonly TableColumn<TableRow>[] => [
  {
    ...{ name: 'from', type: 'time', description: 'begin, at +08:00' },
    ...(usual !== 'from' && { extra: true as const }),
    cell: ({ from }): Cell => from,
  },
  {
    ...{ name: 'to', type: 'time', description: 'end, at +08:00' },
    ...(usual !== 'to' && { extra: true as const }),
    cell: ({ to }): Cell => to,
  },
];

/** The civil day of a row. */
export const dateColumn: TableColumn<TableRow> = {
  name: 'date',
  type: 'date',
  description: 'civil day at +08:00',
  cell: ({ from }) => from,
};

const index: readonly TableColumn<AirRow>[] = [
  {
    ...{ name: 'aqi', type: 'number', description: 'index of HJ 633' },
    cell: ({ aqi }) => numberOf(aqi?.aqi),
  },
  {
    name: 'level',
    type: 'number',
    description: 'level of the index, 1 to 6',
    cell: ({ aqi }) => aqi?.category?.level ?? null,
  },
  {
    ...{ name: 'primary', type: 'list', description: 'primary pollutants' },
    cell: ({ aqi }) => (aqi && aqi.primary.length > 0 ? aqi.primary.join(' ') : null),
  },
];

const behind: readonly TableColumn<AirRow>[] = [
  {
    ...{ name: 'reason', type: 'text', description: 'why there is no index' },
    cell: ({ aqi }) => (typeof aqi?.aqi === 'number' ? null : reasonOf(aqi?.aqi)),
  },
  {
    ...{ name: 'revision', type: 'number', description: '1, and one more for each correction', extra: true },
    cell: ({ revision }) => revision || null,
  },
  {
    ...{ name: 'changed_at', type: 'time', description: 'when it was stored or last changed', extra: true },
    cell: ({ revision, changedAt }) => (revision > 0 ? changedAt : null),
  },
  {
    ...{ name: 'edition', type: 'text', description: 'edition of HJ 633', extra: true },
    cell: ({ aqi }) => aqi?.edition ?? null,
  },
];

/** Index and concentrations. @param means what the concentrations are, such as `one-hour mean` */
export const airColumns = (means: string): readonly TableColumn<AirRow>[] => [
  ...index,
  ...AIR_POLLUTANTS.map((of) => concentration(of, means)),
  ...behind,
  ...AIR_POLLUTANTS.map(reason),
  ...AIR_POLLUTANTS.map(subIndex),
];

export const AIR_TABLE_VALUES: readonly string[] = ['aqi', ...AIR_POLLUTANTS];

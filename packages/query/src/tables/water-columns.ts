import type { Section } from '@lanbi/model';
import {
  type Exceedance,
  type Instant,
  isMissing,
  type Maybe,
  MEASURANDS,
  rankOf,
  type SectionClass,
  WATER_ITEMS,
  type WaterItem,
  type WaterMeasurand,
} from '@lanbi/standards';
import {
  CIVIL_DIMENSIONS,
  HOUR_DIMENSION,
  type TableColumn,
  type TableRow,
  type TableShape,
} from '../table/index.ts';
import { subjectColumn, timeColumns } from './air-columns.ts';

/** A section at a time or over a period. */
export interface WaterRow extends TableRow {
  /** As it is at the end of the row. */
  readonly section: Section | undefined;
  readonly values: Readonly<Partial<Record<WaterMeasurand, Maybe<number>>>> | undefined;
  readonly found: SectionClass | undefined;
  readonly made: { readonly revision: number; readonly computedAt: Instant } | undefined;
}

type WaterColumn = TableColumn<WaterRow>;

/** What is measured beside the items of GB 3838. */
const BESIDE = ['conductivity', 'turbidity', 'chla', 'algae_density', 'transparency'] as const;

/** What automatic stations measure, shown where nothing else is asked for. */
export const AUTOMATIC_ITEMS: readonly WaterMeasurand[] = [
  'water_temperature',
  'ph',
  'do',
  'conductivity',
  'turbidity',
  'codmn',
  'nh3n',
  'tp',
  'tn',
];

export const WATER_TABLE_VALUES: readonly WaterMeasurand[] = [...WATER_ITEMS, ...BESIDE];

const classOf = ({ found }: WaterRow) => (found && !isMissing(found.class) ? found.class : null);

/** Classes beyond the target, 0 where it is met. */
function beyond(row: WaterRow): number | null {
  const [own, target] = [classOf(row), row.section?.target];
  return own === null || target === undefined ? null : Math.max(0, rankOf(own) - rankOf(target));
}

const reasonOf = ({ found, made }: WaterRow): string | null => {
  if (!made) return 'no-data';
  return found && isMissing(found.class) ? found.class.missing : null;
};

const exceedanceOf = ({ found }: WaterRow, item: WaterItem): Exceedance | undefined =>
  found?.exceedances.find((each) => each.item === item);

const valueColumn = (of: WaterMeasurand): WaterColumn => ({
  ...{ name: of, type: 'number', description: `${MEASURANDS[of].en}, ${MEASURANDS[of].unit || 'no unit'}` },
  ...(!AUTOMATIC_ITEMS.includes(of) && { extra: true as const }),
  cell: ({ values }) => {
    const value = values?.[of];
    return typeof value === 'number' ? value : null;
  },
});

const reasonColumn = (of: WaterMeasurand): WaterColumn => ({
  ...{ name: `${of}_reason`, type: 'text', description: `why there is no ${of}`, extra: true },
  cell: ({ values, made }) => {
    const value = values?.[of];
    if (!made) return 'no-data';
    if (value === undefined) return 'not-monitored';
    return isMissing(value) ? value.missing : null;
  },
});

const multipleColumn = (of: WaterItem): WaterColumn => ({
  ...{ name: `${of}_multiple`, type: 'number', extra: true },
  description: `how far ${of} is beyond the target, else class III, as a multiple of its limit`,
  cell: (row) => {
    const multiple = exceedanceOf(row, of)?.multiple;
    return typeof multiple === 'number' ? multiple : null;
  },
});

const CLASS: readonly WaterColumn[] = [
  { name: 'class', type: 'class', description: 'I to V, or worse-than-V', cell: classOf },
  {
    ...{ name: 'determining', type: 'list', description: 'items that have the class' },
    cell: ({ found }) => found?.determining.join(' ') || null,
  },
  {
    ...{ name: 'target', type: 'class', description: 'class that is to be reached' },
    cell: ({ section }) => section?.target ?? null,
  },
  {
    name: 'beyond',
    type: 'number',
    description: 'classes beyond the target, 0 where it is met',
    cell: beyond,
  },
  {
    ...{ name: 'exceeding', type: 'list', description: 'items beyond the target, else class III' },
    cell: ({ found }) => found?.exceedances.map(({ item }) => item).join(' ') || null,
  },
];

const BEHIND: readonly WaterColumn[] = [
  { name: 'reason', type: 'text', description: 'why there is no class', cell: reasonOf },
  {
    ...{ name: 'river', type: 'text', description: 'id of the river', extra: true },
    cell: ({ section }) => section?.river ?? null,
  },
  {
    ...{ name: 'lake', type: 'text', description: 'id of the lake', extra: true },
    cell: ({ section }) => section?.lake ?? null,
  },
  {
    ...{ name: 'region', type: 'text', description: 'id of the region', extra: true },
    cell: ({ section }) => section?.region ?? null,
  },
  {
    ...{ name: 'revision', type: 'number', description: '1, and one more for each correction', extra: true },
    cell: ({ made }) => made?.revision ?? null,
  },
  {
    ...{ name: 'changed_at', type: 'time', description: 'when it was stored or last changed', extra: true },
    cell: ({ made }) => made?.computedAt ?? null,
  },
  {
    ...{ name: 'edition', type: 'text', description: 'edition of GB 3838', extra: true },
    cell: ({ found }) => found?.edition ?? null,
  },
];

/** Class and values of a section. */
export const waterColumns: readonly WaterColumn[] = [
  ...CLASS,
  ...WATER_TABLE_VALUES.map(valueColumn),
  ...BEHIND,
  ...WATER_TABLE_VALUES.map(reasonColumn),
  ...WATER_ITEMS.map(multipleColumn),
];

/** Samples of sections. @param fill with a row for each expected time without one, which may end as a sample does */
export const waterSamplesShape = (fill = false): TableShape<WaterRow> => ({
  columns: [subjectColumn('section'), ...timeColumns('to'), ...waterColumns],
  parameters: WATER_TABLE_VALUES,
  dimensions: [HOUR_DIMENSION, ...CIVIL_DIMENSIONS],
  // Sections differ in how often they are sampled: samples that follow each other are a run.
  isNext: () => true,
  ...(fill && { several: true as const }),
});

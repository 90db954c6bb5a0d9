import type { LakeFigure, RiverFigure } from '@lanbi/evaluation';
import {
  type Instant,
  isMissing,
  type Maybe,
  roundHalfEven,
  type Validity,
  WATER_CLASSES,
  type WaterLevel,
} from '@lanbi/standards';
import { CIVIL_DIMENSIONS, type TableColumn, type TableRow, type TableShape } from '../table/index.ts';
import { subjectColumn, timeColumns } from './air-columns.ts';
import type { RowPeriod } from './period-windows.ts';
import { periodColumn } from './water-period-columns.ts';

/** A river or lake over a period; without a figure where none of its sections has a day. */
export interface BodyRow<Figure> extends TableRow {
  readonly figure: Figure | undefined;
  readonly validity: Validity;
  /** 0 without a figure. */
  readonly revision: number;
  readonly computedAt: Instant;
}

export type RiverRow = BodyRow<RiverFigure>;
export type LakeRow = BodyRow<LakeFigure>;

/** Decimals of shares in per cent, and of trophic indices. */
const [SHARE_DIGITS, INDEX_DIGITS] = [1, 2];

const numberOf = (value: Maybe<number> | undefined, digits: number): number | null =>
  value === undefined || isMissing(value) ? null : roundHalfEven(value, digits);

const levelOf = (level: Maybe<WaterLevel> | undefined): string | null =>
  level === undefined || isMissing(level) ? null : level.en;

const shareName = (of: string): string => `share_${of.replaceAll('-', '_')}`;

/** What both tables end with. */
const behindOf = <Figure>(
  classOf: (figure: Figure) => Maybe<string>,
): readonly TableColumn<BodyRow<Figure>>[] => [
  {
    ...{
      name: 'validity',
      type: 'text',
      description: 'of the sections together: valid, insufficient or missing',
    },
    cell: ({ validity }) => validity.kind,
  },
  {
    ...{ name: 'reason', type: 'text', description: 'why there is no class' },
    cell: ({ figure }) => {
      if (figure === undefined) return 'no-data';
      const own = classOf(figure);
      return isMissing(own) ? own.missing : null;
    },
  },
  {
    ...{ name: 'revision', type: 'number', description: '1, and one more for each correction', extra: true },
    cell: ({ revision }) => revision || null,
  },
  {
    ...{ name: 'changed_at', type: 'time', description: 'when it was stored or last changed', extra: true },
    cell: ({ revision, computedAt }) => (revision > 0 ? computedAt : null),
  },
];

/** A river; the class of one by proportion is `not-applicable`. */
const RIVER_COLUMNS: readonly TableColumn<RiverRow>[] = [
  {
    ...{ name: 'class', type: 'class', description: 'by the mean of the sections; none by proportion' },
    cell: ({ figure }) => (figure && !isMissing(figure.class) ? figure.class : null),
  },
  {
    ...{ name: 'level', type: 'text', description: 'quality level, such as `good`' },
    cell: ({ figure }) => levelOf(figure?.level),
  },
  {
    ...{ name: 'basis', type: 'text', description: 'mean, proportion or mixed' },
    cell: ({ figure }) => figure?.basis ?? null,
  },
  {
    ...{ name: 'sections', type: 'number', description: 'sections with a class' },
    cell: ({ figure }) => figure?.shares.evaluated ?? null,
  },
  {
    ...{ name: 'without_class', type: 'number', description: 'sections without one' },
    cell: ({ figure }) => figure?.shares.withoutClass ?? null,
  },
  {
    ...{ name: 'good', type: 'number', description: 'sections of class I to III, per cent' },
    cell: ({ figure }) => numberOf(figure?.shares.good, SHARE_DIGITS),
  },
  {
    ...{ name: 'worse', type: 'number', description: 'sections worse than class V, per cent' },
    cell: ({ figure }) => numberOf(figure?.shares.worse, SHARE_DIGITS),
  },
  {
    ...{
      name: 'attainment',
      type: 'number',
      description: 'of the sections with a target those that meet it, per cent',
    },
    cell: ({ figure }) => numberOf(figure?.shares.attainment, SHARE_DIGITS),
  },
  {
    ...{ name: 'main_items', type: 'list', description: 'main pollution items' },
    cell: ({ figure }) => figure?.mainItems.map(({ item }) => item).join(' ') || null,
  },
  ...WATER_CLASSES.map(
    (of): TableColumn<RiverRow> => ({
      ...{
        name: shareName(of),
        type: 'number',
        description: `sections of class ${of}, per cent`,
        extra: true,
      },
      cell: ({ figure }) => numberOf(figure?.shares.shares[of], SHARE_DIGITS),
    }),
  ),
  ...behindOf((figure: RiverFigure) => figure.class),
];

const LAKE_COLUMNS: readonly TableColumn<LakeRow>[] = [
  {
    ...{ name: 'class', type: 'class', description: 'class of the mean of the points' },
    cell: ({ figure }) => (figure && !isMissing(figure.section.class) ? figure.section.class : null),
  },
  {
    ...{ name: 'level', type: 'text', description: 'quality level, such as `good`' },
    cell: ({ figure }) => levelOf(figure?.section.level),
  },
  {
    ...{ name: 'determining', type: 'list', description: 'items that have the class' },
    cell: ({ figure }) => figure?.section.determining.join(' ') || null,
  },
  {
    ...{ name: 'exceeding', type: 'list', description: 'items beyond the target, else class III' },
    cell: ({ figure }) => figure?.section.exceedances.map(({ item }) => item).join(' ') || null,
  },
  {
    ...{ name: 'tli', type: 'number', description: 'comprehensive trophic index, two decimals' },
    cell: ({ figure }) => numberOf(figure?.trophic.index, INDEX_DIGITS),
  },
  {
    ...{ name: 'state', type: 'text', description: 'oligotrophic, mesotrophic, light, moderate or severe' },
    cell: ({ figure }) => (figure && !isMissing(figure.trophic.grade) ? figure.trophic.grade.state : null),
  },
  {
    ...{ name: 'sections', type: 'number', description: 'sections with a value' },
    cell: ({ figure }) => figure?.sections.length ?? null,
  },
  {
    ...{ name: 'without', type: 'list', description: 'sections without one' },
    cell: ({ figure }) => figure?.without.join(' ') || null,
  },
  ...behindOf((figure: LakeFigure) => figure.section.class),
];

/** Rivers over periods. */
export const riversShape = (period: RowPeriod): TableShape<RiverRow> => ({
  columns: [subjectColumn('river'), periodColumn(period), ...timeColumns(undefined), ...RIVER_COLUMNS],
  parameters: ['good', 'worse', 'attainment'],
  dimensions: CIVIL_DIMENSIONS,
});

/** Lakes over periods. */
export const lakesShape = (period: RowPeriod): TableShape<LakeRow> => ({
  columns: [subjectColumn('lake'), periodColumn(period), ...timeColumns(undefined), ...LAKE_COLUMNS],
  parameters: ['tli'],
  dimensions: CIVIL_DIMENSIONS,
});

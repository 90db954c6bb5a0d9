import type { LakePeriodBody } from '@lanbi/evaluation';
import { isMissing, roundHalfEven, TROPHIC_ITEMS } from '@lanbi/standards';
import { CIVIL_DIMENSIONS, type TableColumn, type TableRow, type TableShape } from '../table/index.ts';
import { subjectColumn, timeColumns } from './air-columns.ts';
import { type RowPeriod, windowName } from './period-windows.ts';

/** A lake over a period. */
export interface TrophicRow extends TableRow {
  readonly body: LakePeriodBody;
  readonly revision: number;
}

/** Decimals of an index. */
const DIGITS = 2;

const COLUMNS: readonly TableColumn<TrophicRow>[] = [
  {
    ...{ name: 'tli', type: 'number', description: 'comprehensive trophic index, two decimals' },
    cell: ({ body: { trophic } }) => (isMissing(trophic.index) ? null : roundHalfEven(trophic.index, DIGITS)),
  },
  {
    ...{ name: 'state', type: 'text', description: 'oligotrophic, mesotrophic, light, moderate or severe' },
    cell: ({ body: { trophic } }) => (isMissing(trophic.grade) ? null : trophic.grade.state),
  },
  ...TROPHIC_ITEMS.map(
    (of): TableColumn<TrophicRow> => ({
      ...{ name: `${of}_tli`, type: 'number', description: `index of ${of}` },
      cell: ({ body: { trophic } }) => {
        const term = trophic.terms[of];
        return term === undefined ? null : roundHalfEven(term, DIGITS);
      },
    }),
  ),
  {
    ...{ name: 'without', type: 'list', description: 'items without a value: the others have their weight' },
    cell: ({ body: { trophic } }) => trophic.without.join(' ') || null,
  },
  {
    ...{ name: 'class', type: 'class', description: 'class of the mean of the points' },
    cell: ({ body: { section } }) => (isMissing(section.class) ? null : section.class),
  },
  {
    ...{ name: 'reason', type: 'text', description: 'why there is no index' },
    cell: ({ body: { trophic } }) => (isMissing(trophic.index) ? trophic.index.missing : null),
  },
  {
    ...{ name: 'validity', type: 'text', description: 'valid, insufficient or missing', extra: true },
    cell: ({ body: { validity } }) => validity.kind,
  },
  {
    ...{ name: 'revision', type: 'number', description: '1, and one more for each correction', extra: true },
    cell: ({ revision }) => revision,
  },
];

/** Trophic state of lakes by days, months or longer periods. */
export const trophicShape = (period: RowPeriod): TableShape<TrophicRow> => ({
  columns: [
    subjectColumn('lake'),
    {
      ...{
        name: 'period',
        type: 'text',
        description: 'day 2016-01-31, month 2016-01, or as in other tables',
      },
      cell: ({ from, to }) => windowName(period, { from, to }),
    },
    ...timeColumns(undefined),
    ...COLUMNS,
  ],
  parameters: ['tli', ...TROPHIC_ITEMS.map((of) => `${of}_tli`)],
  dimensions: CIVIL_DIMENSIONS,
});

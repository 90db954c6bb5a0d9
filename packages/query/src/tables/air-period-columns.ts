import { rankedIndex } from '@lanbi/evaluation';
import { AIR_POLLUTANTS, type AirPollutant, changeInPercent, isMissing, type Maybe } from '@lanbi/standards';
import type { PeriodFigure } from '../air/period.ts';
import { dustText } from '../dust-text.ts';
import { CIVIL_DIMENSIONS, type TableColumn, type TableRow, type TableShape } from '../table/index.ts';
import { subjectColumn, timeColumns } from './air-columns.ts';
import { type RowPeriod, windowName } from './period-windows.ts';

/** An earlier period that a period is compared with. */
export const COMPARED_WITH = ['year-earlier', 'period-before'] as const;
export type ComparedWith = (typeof COMPARED_WITH)[number];

/** A period of a subject, with an earlier one under the same editions where one was asked for. */
export interface AirPeriodRow extends TableRow {
  readonly figure: PeriodFigure;
  readonly earlier: PeriodFigure | undefined;
}

type PeriodColumn = TableColumn<AirPeriodRow>;

/** Decimals of a change in per cent. */
const CHANGE_DIGITS = 2;

const numberOf = (value: Maybe<number> | undefined): number | null =>
  typeof value === 'number' ? value : null;

const yesOrNo = (value: Maybe<boolean>): string | null =>
  typeof value === 'boolean' ? (value ? 'yes' : 'no') : null;

const MEANING: Readonly<Record<AirPollutant, string>> = {
  so2: 'mean of the days, ug/m3',
  no2: 'mean of the days, ug/m3',
  co: '95th percentile of the days, mg/m3',
  o3: '90th percentile of the daily maxima 8 h, ug/m3',
  pm10: 'mean of the days, ug/m3',
  pm2_5: 'mean of the days, ug/m3',
};

const INDEX: PeriodColumn = {
  ...{ name: 'index', type: 'number', description: 'composite index' },
  cell: ({ figure }) => numberOf(figure.body.composite.index),
};

/** The index that a ranking takes: of periods with enough days alone. */
export const RANKED_INDEX: PeriodColumn = {
  ...{ name: 'ranked_index', type: 'number', extra: true },
  description: 'composite index as it is ranked: null where the period has too few days',
  cell: ({ figure }) => numberOf(rankedIndex(figure.body)),
};

const INDEX_COLUMNS: readonly PeriodColumn[] = [
  INDEX,
  {
    ...{ name: 'primary', type: 'list', description: 'pollutants with the largest term' },
    cell: ({ figure }) => figure.body.composite.primary.join(' ') || null,
  },
];

const CONCENTRATIONS: readonly PeriodColumn[] = AIR_POLLUTANTS.map((of) => ({
  ...{ name: of, type: 'number', description: MEANING[of] },
  cell: ({ figure }) => numberOf(figure.body.concentrations[of]),
}));

const DAY_COLUMNS: readonly PeriodColumn[] = [
  {
    ...{ name: 'good', type: 'number', description: 'days with an AQI of at most 100' },
    cell: ({ figure }) => figure.body.goodDays.good,
  },
  {
    ...{ name: 'valid', type: 'number', description: 'days with an AQI' },
    cell: ({ figure }) => figure.body.goodDays.valid,
  },
  {
    ...{ name: 'ratio', type: 'number', description: 'good days, per cent of the valid ones' },
    cell: ({ figure }) => numberOf(figure.body.goodDays.ratio),
  },
];

/** What days of dust come to. */
const DUST_COLUMNS: readonly PeriodColumn[] = [
  {
    ...{ name: 'dust', type: 'text' },
    description:
      'days of dust that concentrations and index leave out, in words; null where none is left out',
    cell: ({ figure: { body } }) => (body.dust ? dustText(body.dust).en : null),
  },
  {
    ...{ name: 'good_without_dust', type: 'number', extra: true },
    description: 'good days of the days without dust; those of all where nothing is left out',
    cell: ({ figure: { body } }) => (body.goodDaysWithoutDust ?? body.goodDays).good,
  },
  {
    ...{ name: 'ratio_without_dust', type: 'number', extra: true },
    description: 'good days of the days without dust, per cent of these',
    cell: ({ figure: { body } }) => numberOf((body.goodDaysWithoutDust ?? body.goodDays).ratio),
  },
];

/** The pollutants whose statistics do not all attain grade 2. */
const beyond = ({ figure }: AirPeriodRow): string | null =>
  AIR_POLLUTANTS.filter((of) => figure.body.attainment.pollutants[of] === false).join(' ') || null;

const ATTAINMENT: readonly PeriodColumn[] = [
  {
    ...{ name: 'attains', type: 'text', description: 'grade 2: yes or no, null where it is not known' },
    cell: ({ figure }) => yesOrNo(figure.body.attainment.attains),
  },
  { name: 'beyond', type: 'list', description: 'pollutants that do not attain grade 2', cell: beyond },
];

const BEHIND: readonly PeriodColumn[] = [
  {
    ...{ name: 'validity', type: 'text', description: 'valid, insufficient or missing' },
    cell: ({ figure }) => figure.validity.kind,
  },
  {
    ...{ name: 'reason', type: 'text', description: 'why there is no index' },
    cell: ({ figure: { body } }) => (isMissing(body.composite.index) ? body.composite.index.missing : null),
  },
  RANKED_INDEX,
  {
    ...{ name: 'edition', type: 'text', description: 'edition and stage of GB 3095', extra: true },
    cell: ({ figure }) => figure.body.composite.edition,
  },
  ...AIR_POLLUTANTS.flatMap((of): PeriodColumn[] => [
    {
      ...{ name: `${of}_term`, type: 'number', description: `term of ${of} in the index`, extra: true },
      cell: ({ figure }) => numberOf(figure.body.composite.terms[of]),
    },
    {
      ...{ name: `${of}_days`, type: 'number', description: `valid days of ${of}`, extra: true },
      cell: ({ figure }) => figure.body.days[of],
    },
    {
      ...{
        name: `${of}_primary`,
        type: 'number',
        description: `days on which ${of} was primary`,
        extra: true,
      },
      cell: ({ figure }) => figure.body.primaryDays[of],
    },
  ]),
  {
    ...{ name: 'revision', type: 'number', description: '1, and one more for each correction', extra: true },
    cell: ({ figure }) => figure.revision,
  },
];

const changeOf = (now: Maybe<number>, then: Maybe<number> | undefined): number | null =>
  then === undefined ? null : numberOf(changeInPercent(now, then, CHANGE_DIGITS));

/** What a comparison adds. Both periods are under the editions of the later one. */
const CHANGES: readonly PeriodColumn[] = [
  {
    ...{ name: 'index_earlier', type: 'number', description: 'composite index of the earlier period' },
    cell: ({ earlier }) => numberOf(earlier?.body.composite.index),
  },
  {
    ...{ name: 'index_change', type: 'number', description: 'change of the index, per cent' },
    cell: ({ figure, earlier }) => changeOf(figure.body.composite.index, earlier?.body.composite.index),
  },
  ...AIR_POLLUTANTS.flatMap((of): PeriodColumn[] => [
    {
      ...{ name: `${of}_earlier`, type: 'number', description: `${of} of the earlier period` },
      cell: ({ earlier }) => numberOf(earlier?.body.concentrations[of]),
    },
    {
      ...{ name: `${of}_change`, type: 'number', description: `change of ${of}, per cent` },
      cell: ({ figure, earlier }) =>
        changeOf(figure.body.concentrations[of], earlier?.body.concentrations[of]),
    },
  ]),
  {
    ...{ name: 'good_earlier', type: 'number', description: 'good days of the earlier period' },
    cell: ({ earlier }) => (earlier && earlier.revision > 0 ? earlier.body.goodDays.good : null),
  },
];

/** Periods of stations, or of districts and cities. @param compared with the columns of an earlier period */
export const airPeriodsShape = (
  of: 'station' | 'region',
  period: RowPeriod,
  compared: boolean,
): TableShape<AirPeriodRow> => ({
  columns: [
    subjectColumn(of),
    {
      ...{ name: 'period', type: 'text' },
      description:
        'month 2016-01, quarter 2016-Q1, half-year 2016-H1, year 2016; of other periods the last day',
      cell: ({ from, to }) => windowName(period, { from, to }),
    },
    ...timeColumns(undefined),
    ...INDEX_COLUMNS,
    ...CONCENTRATIONS,
    ...DAY_COLUMNS,
    ...DUST_COLUMNS,
    ...ATTAINMENT,
    ...BEHIND,
    ...(compared ? CHANGES : []),
  ],
  parameters: ['index', ...AIR_POLLUTANTS],
  dimensions: CIVIL_DIMENSIONS,
});

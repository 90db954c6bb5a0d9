import type { ResultChange, ResultKind } from '@lanbi/model';
import { isMissing } from '@lanbi/standards';
import type { QueryDeps } from '../deps.ts';
import { type BodyOfRecord, figuresOfChange } from '../figures/figure-of.ts';
import type { DayDeps } from '../figures/water-day.ts';
import type { Cell, TableColumn, TableRow, TableShape } from '../table/index.ts';
import type { RowSpan } from './together.ts';

/** A record that late or corrected readings changed. Begin and end of the row are the time of the change. */
export interface CorrectionRow extends TableRow {
  readonly change: ResultChange;
  /** Computes the bodies before and after the change, when a cell needs them. */
  figures(): ReturnType<typeof figuresOfChange>;
}

/** Changes that are read at once. */
const PAGE = 500;

const aqiOf = (figure: BodyOfRecord | undefined): Cell => {
  const aqi = figure && 'aqi' in figure ? figure.aqi.aqi : null;
  return isMissing(aqi) ? null : aqi;
};

const classOf = (figure: BodyOfRecord | undefined): Cell => {
  const found = figure && 'section' in figure ? figure.section.class : null;
  return isMissing(found) ? null : found;
};

const distinct = (words: readonly string[]): string | null => [...new Set(words)].join(' ') || null;

const COLUMNS: readonly TableColumn<CorrectionRow>[] = [
  {
    name: 'subject',
    type: 'text',
    description: 'station, region or section',
    cell: ({ subject }) => subject,
  },
  { name: 'changed_at', type: 'time', description: 'when it was changed', cell: ({ to }) => to },
  {
    ...{
      name: 'kind',
      type: 'text',
      description: 'aqi.hour, aqi.day, region.aqi.hour, class.sample or another kind',
    },
    cell: ({ change }) => change.kind,
  },
  { name: 'from', type: 'time', description: 'begin of what was changed', cell: ({ change }) => change.from },
  { name: 'to', type: 'time', description: 'its end', cell: ({ change }) => change.to },
  {
    ...{ name: 'change', type: 'list', description: 'late, corrected, judged or registry' },
    cell: ({ change }) => distinct(change.causes.map(({ change: of }) => of)),
  },
  {
    ...{ name: 'stations', type: 'list', description: 'whose readings caused it' },
    cell: ({ change }) => distinct(change.causes.map(({ station }) => station)),
  },
  {
    ...{ name: 'reading_to', type: 'time', description: 'end of the first reading that caused it' },
    cell: ({ change }) => change.causes[0]?.to ?? null,
  },
  {
    name: 'revision',
    type: 'number',
    description: 'that the change made',
    cell: ({ change }) => change.revision,
  },
  {
    ...{ name: 'aqi_before', type: 'number', description: 'index before' },
    cell: (row) => aqiOf(row.figures().before),
  },
  {
    name: 'aqi_after',
    type: 'number',
    description: 'index after',
    cell: (row) => aqiOf(row.figures().after),
  },
  {
    ...{ name: 'class_before', type: 'class', description: 'class before' },
    cell: (row) => classOf(row.figures().before),
  },
  {
    ...{ name: 'class_after', type: 'class', description: 'class after' },
    cell: (row) => classOf(row.figures().after),
  },
];

/** What late and corrected readings changed. */
export const correctionsShape: TableShape<CorrectionRow> = {
  columns: COLUMNS,
  parameters: [],
  dimensions: [],
  several: true,
};

/** Which changes are asked for. */
export interface AskedCorrections {
  readonly subject?: string | undefined;
  readonly kind?: ResultKind | undefined;
}

function rowOf(deps: DayDeps, change: ResultChange): CorrectionRow {
  let known: ReturnType<typeof figuresOfChange> | undefined;
  const figures = () => {
    known ??= figuresOfChange(deps, change);
    return known;
  };
  return { subject: change.subject, from: change.changedAt, to: change.changedAt, change, figures };
}

/** Changes whose time is in a span, in the order of change. */
export async function* correctionRows(
  deps: Pick<QueryDeps, 'store' | 'yieldNow'> & DayDeps,
  { subject, kind }: AskedCorrections,
  span: RowSpan,
): AsyncIterable<readonly CorrectionRow[]> {
  const { store, yieldNow } = deps;
  let behind = 0;
  for (;;) {
    const page = await store.history({
      ...{ ...span, behind, limit: PAGE },
      ...(subject !== undefined && { subject }),
      ...(kind !== undefined && { kind }),
    });
    if (page.length > 0) yield page.map((change) => rowOf(deps, change));
    if (page.length < PAGE) return;
    behind = page.at(-1)?.id ?? behind;
    await yieldNow?.();
  }
}

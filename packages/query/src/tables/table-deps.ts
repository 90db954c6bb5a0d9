import type { AirPeriodOptions, CalendarPeriod, Window } from '@lanbi/evaluation';
import type { ObservationReader, Section } from '@lanbi/model';
import type { CivilDate, Gb3838Edition, Hj633Edition, WaterMethod, WaterStandards } from '@lanbi/standards';
import type { ComparedFigure } from '../air/change.ts';
import type { AskedFigure, PeriodFigure } from '../air/period.ts';
import type { ComputedResult } from '../water/computed.ts';
import type { Members, PeriodSpan, SectionWithFigure } from '../water/members.ts';
import type { SectionFigure } from '../water/section-figure.ts';
import type { RowPeriod } from './period-windows.ts';
import type { AskedRows, RowsDeps } from './rows-deps.ts';
import type { RowStanding } from './standing-columns.ts';
import type { RowSpan } from './together.ts';

/** Figures of air over periods. */
export interface AirPeriodsReader {
  periods(asked: readonly AskedFigure[]): Promise<readonly PeriodFigure[]>;
  comparedAll(asked: readonly AskedFigure[]): Promise<readonly ComparedFigure[]>;
}

interface EndsOfWindows extends RowSpan {
  readonly limit: number;
}

/** Figures of water over periods. */
export interface WaterPeriodsReader {
  series(
    section: Section,
    period: CalendarPeriod,
    range: EndsOfWindows,
  ): Promise<readonly { readonly window: Window; readonly figure: SectionFigure }[]>;
  sections(sections: readonly Section[], span: PeriodSpan): Promise<readonly SectionWithFigure[]>;
  members(sections: readonly Section[], span: PeriodSpan): Promise<Members>;
  results(name: string, subject: string, range: EndsOfWindows): Promise<readonly ComputedResult[]>;
}

/** What rows of any table are read from. */
export interface TableDeps extends RowsDeps {
  readonly air: AirPeriodsReader;
  readonly water: WaterPeriodsReader;
  /** Observations without those that rules of data quality exclude. */
  readonly readings: Pick<ObservationReader, 'range'>;
}

/** The editions and methods that a question names; undefined members and answers where those in force hold. */
export interface TableStandards {
  readonly hj633: Hj633Edition | undefined;
  /** By the last day of a window. */
  readonly air: (last: CivilDate) => AirPeriodOptions | undefined;
  readonly gb3838: Gb3838Edition | undefined;
  readonly waterMethod: WaterMethod | undefined;
  readonly water: (window: Window) => WaterStandards | undefined;
}

/** A question to a table. */
export interface AskedTable extends AskedRows {
  /** Of air: districts and cities, not stations. */
  readonly region: boolean;
  /** All of the question: rows are read part by part. */
  readonly span: RowSpan;
  /** The length of rows of tables of periods; `day` of others. */
  readonly interval: RowPeriod;
  /** Values of the choices of the table that were made. */
  readonly choices: Readonly<Partial<Record<string, string>>>;
  /** Whether rows are to have the wind of their hour. */
  readonly wind: boolean;
  readonly under: TableStandards;
  readonly standing: RowStanding;
}

import type { Edition, Sourced } from '../../editions/edition.ts';
import type { WaterClass, WaterItem } from '../item.ts';
import type { TrophicGrade, TrophicItem, TrophicTerm } from '../lake/trophic-state.ts';
import type { WaterLevel } from '../level.ts';
import type { Rounding } from '../rounding.ts';

/** A row of the table by proportion: it holds where its one condition does; the last row has none. Percent. */
export interface ProportionRow {
  /** Share of class I to III, inclusive. */
  readonly goodAtLeast?: number;
  /** Share worse than V, exclusive. */
  readonly worseBelow?: number;
  readonly level: WaterLevel;
}

/** How many results a period needs, and of what; without `least` any number will do. */
export interface PeriodRule extends Sourced {
  readonly of: 'result' | 'month';
  readonly least?: number;
  /** Digits of the mean before its class is looked up [code]. */
  readonly rounding: Rounding;
}

/** `custom` is any other span, such as the last thirty days. */
export type WaterPeriod = 'day' | 'month' | 'quarter' | 'half-year' | 'year' | 'custom';

/** The method of evaluation: what goes with the tables of GB 3838, complete for one edition. */
export interface WaterAssessmentEdition extends Edition {
  readonly standard: '环办〔2011〕22号';
  /** The items that take part in a class. */
  readonly items: readonly WaterItem[];
  readonly levels: Readonly<Record<WaterClass, WaterLevel>>;
  readonly proportion: Sourced & {
    /** The fewest sections that are evaluated by proportion; fewer are by the mean of their items. */
    readonly fewest: number;
    readonly rows: readonly ProportionRow[];
  };
  readonly mainItems: Sourced & {
    readonly most: number;
    /** These come first when they are beyond class III. */
    readonly priority: readonly WaterItem[];
  };
  /** Percentage points of ΔG - ΔD: to the first no obvious change, to the second a slight one; inclusive. */
  readonly change: Sourced & { readonly none: number; readonly slight: number };
  readonly trophic: Sourced & {
    readonly terms: Readonly<Record<TrophicItem, TrophicTerm>>;
    readonly grades: readonly TrophicGrade[];
  };
  /** Critical values of Spearman's coefficient at 0.05 by number of periods, ascending. */
  readonly trend: Sourced & { readonly critical: readonly (readonly [n: number, value: number])[] };
  readonly periods: Readonly<Record<WaterPeriod, PeriodRule>>;
}

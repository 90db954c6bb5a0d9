import type { AlertSubjectKind, ResultKind } from '@lanbi/model';
import type { Trace } from '@lanbi/standards';
import type { AlertValue } from './alert-value.ts';
import type { FigureTable } from './figure-table.ts';

/** What figures are computed from: observations, a kind of record, or the figures of another family. */
export type FigureInput = 'observation' | ResultKind | FamilyEntry;

/** What the catalogue says of a family of figures. */
export interface FamilyEntry {
  /** Lower case words with `-`, unique in the catalogue. */
  readonly name: string;
  readonly title: { readonly zh: string; readonly en: string };
  /** Kinds of subject that have the figure; `area` is any group of sections. */
  readonly subjects: readonly (AlertSubjectKind | 'area')[];
  /** What time a figure is about. */
  readonly span: 'reading' | 'sample' | 'hour' | 'day' | 'period';
  /** One more whenever the computation answers other numbers for the same records, edition and question. */
  readonly version: number;
  readonly inputs: readonly FigureInput[];
  /** Numbers that rules of alerts may watch. */
  readonly alertValues: readonly AlertValue[];
  readonly tables: readonly FigureTable[];
}

/**
 * A family of figures: everything of it stands in its file.
 * @typeParam Source what a figure is computed from, such as a stored record
 * @typeParam Options another edition or method than those of the date
 */
export interface FigureFamily<Source, Options, Body> extends FamilyEntry {
  /**
   * The figure under the edition of its date, or under another edition or method.
   * @param trace takes the derivation: inputs, clauses, limits and arithmetic
   * @throws RangeError when the edition has no such method
   */
  compute(source: Source, options?: Options, trace?: Trace): Body;
}

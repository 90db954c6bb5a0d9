import type { Trace } from '@lanbi/standards';

/** A family of figures that are computed from one stored record each. */
export interface FigureFamily<Stored, Options, Body> {
  /** What time a figure is about. */
  readonly span: 'sample' | 'hour' | 'day';
  /**
   * The figure under the edition of its date, or under another edition or method.
   * @throws RangeError when the edition has no such method
   */
  compute(stored: Stored, options?: Options, trace?: Trace): Body;
}

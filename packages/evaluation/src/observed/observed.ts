import type { Maybe, Validity } from '@lanbi/standards';

/** Expected and present number of values of a mean. */
export interface Observed {
  readonly expected: number;
  readonly observed: number;
}

/** The mean of one parameter over an hour or a day. */
export interface ObservedMean {
  /** In the canonical unit of the parameter. */
  readonly value: Maybe<number>;
  /**
   * For the six pollutants of air by the rule of GB 3095; for parameters without a rule missing data are marked while
   * the value stays.
   */
  readonly validity: Validity;
  readonly coverage: Observed;
  /**
   * `max8h`: the largest 8 h mean of a day of ozone; `direction`: mean of unit vectors; `ions`: mean of the ions of pH.
   */
  readonly statistic: 'mean' | 'max8h' | 'direction' | 'ions';
  /** The edition whose rule was used, such as `GB 3095-2012`; absent if no standard has a rule. */
  readonly edition?: string;
  readonly stage?: string;
}

/** Returns the validity of a mean without a rule: present values count, and missing ones are marked. */
export const markedValidity = ({ expected, observed }: Observed): Validity => ({
  kind: observed < expected ? 'insufficient' : 'valid',
  expected,
  observed,
});

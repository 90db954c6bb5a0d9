import type { Maybe, Validity } from '@lanbi/standards';

/** How many values a mean should be made of, and how many there are. */
export interface Observed {
  readonly expected: number;
  readonly observed: number;
}

/** One parameter over an hour or a day. */
export interface ObservedMean {
  /** In the canonical unit of the parameter. */
  readonly value: Maybe<number>;
  /** Of air's six by the rule of GB 3095; of what no standard has a rule for a lack is marked, the value stays. */
  readonly validity: Validity;
  readonly coverage: Observed;
  /** `max8h`: a day of ozone is its largest 8 h mean; `direction`: of the unit vectors; `ions`: of pH. */
  readonly statistic: 'mean' | 'max8h' | 'direction' | 'ions';
  /** The edition whose rule was used, such as `GB 3095-2012`; absent where no standard has one. */
  readonly edition?: string;
  readonly stage?: string;
}

/** A mean without a rule: what is there counts, and a lack is marked. */
export const markedValidity = ({ expected, observed }: Observed): Validity => ({
  kind: observed < expected ? 'insufficient' : 'valid',
  expected,
  observed,
});

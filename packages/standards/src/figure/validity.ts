import type { MissingReason } from './missing.ts';

/** Whether a figure stands under the rule of validity of its standard. Counts are of samples of the window. */
export type Validity =
  | { readonly kind: 'valid'; readonly expected: number; readonly observed: number }
  | { readonly kind: 'insufficient'; readonly expected: number; readonly observed: number }
  | { readonly kind: 'missing'; readonly reason: MissingReason };

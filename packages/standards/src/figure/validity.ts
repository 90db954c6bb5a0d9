import type { MissingReason } from './missing.ts';

/** What a rule of validity counts. */
export type CountedUnit =
  | 'minutes'
  | 'samples'
  | 'hours'
  | 'windows'
  | 'points'
  | 'days'
  | 'months'
  | 'items'
  | 'sections';

/** A rule of validity that a figure does not meet: what it asks for and what is there. */
export interface Shortfall {
  /** The rule, such as `days-a-month`. */
  readonly rule: ValidityRuleName;
  /** Edition and clause of the rule; of a rule of our own the name of its setting. */
  readonly clause: string;
  /** The pollutant or item that falls short; absent where the rule counts all of them together. */
  readonly item?: string;
  /** The section that falls short, of a figure of several; absent for all together. */
  readonly section?: string;
  /** The part of the figure's time that falls short, such as `2016-06` or `08:00-16:00`; absent for the whole. */
  readonly period?: string;
  readonly needed: number;
  readonly found: number;
  readonly unit: CountedUnit;
  /** Why the item has no value, where one reason is known for all of it. */
  readonly reason?: MissingReason;
}

/** The rules of validity by name. */
export const VALIDITY_RULES = [
  'minutes-an-hour',
  'hours-of-8',
  'hours-a-day',
  'windows-a-day',
  'share-of-points',
  'days-a-month',
  'days-a-year',
  'share-of-days',
  'share-of-samples',
  'months-a-period',
  'all-pollutants',
  'any-item',
  'any-section',
  'any-value',
] as const;
export type ValidityRuleName = (typeof VALIDITY_RULES)[number];

/** Whether a figure stands under the rule of validity of its standard. Counts are of samples of the window. */
export type Validity =
  | { readonly kind: 'valid'; readonly expected: number; readonly observed: number }
  | {
      readonly kind: 'insufficient';
      readonly expected: number;
      readonly observed: number;
      readonly shortfalls?: readonly Shortfall[];
    }
  | {
      readonly kind: 'missing';
      readonly reason: MissingReason;
      readonly shortfalls?: readonly Shortfall[];
    };

/** The rules that a figure does not meet; none of a valid one. */
export const shortfallsOf = (validity: Validity): readonly Shortfall[] =>
  validity.kind === 'valid' ? [] : (validity.shortfalls ?? []);

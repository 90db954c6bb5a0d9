/** The standing periods (contract 2); `custom` is computed on request only. */
export const STANDING_PERIODS = [
  'month',
  'quarter',
  'half-year',
  'year',
  'month-to-date',
  'year-to-date',
  'rolling-7d',
  'rolling-30d',
  'rolling-365d',
] as const;

export type StandingPeriod = (typeof STANDING_PERIODS)[number];

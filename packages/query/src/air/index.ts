export * from './air-deps.ts';
export * from './air-figures.ts';
export {
  type Change,
  type Changes,
  COMPARISONS,
  type ComparedFigure,
  type ComparedUnder,
  comparedUnder,
} from './change.ts';
export { slidFigure } from './figure.ts';
export type { IndexAt } from './indices.ts';
export * from './period.ts';
export type { PeriodChange, PeriodHistory } from './period-history.ts';
export { type AskedRanking, isRanked, type RankingFigure } from './ranking.ts';
export { type NumberedDays, SlidingWindow } from './sliding-window.ts';
export { daysOfYear, SubjectDays } from './subject-days.ts';
export { endOfPeriod } from './window-ends.ts';
export type { TargetLeft, YearTargets } from './year-target.ts';

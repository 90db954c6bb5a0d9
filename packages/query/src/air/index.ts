export * from './air-figures.ts';
export {
  type Change,
  type Changes,
  COMPARISONS,
  type ComparedFigure,
  type ComparedUnder,
  comparedUnder,
} from './change.ts';
export * from './period.ts';
export { type AskedRanking, isRanked, type RankingFigure } from './ranking.ts';

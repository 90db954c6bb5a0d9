export type { ComparedWaters, RegionWaters } from './city-index.ts';
export {
  type ComputedKey,
  type ComputedResult,
  isComputedWater,
  nameOfKind,
  waterKindOf,
} from './computed.ts';
export type { FigureChange } from './corrections.ts';
export { type Members, newestOf, type PeriodSpan, revisionOf, type SectionStates } from './members.ts';
export type { SectionFigure } from './section-figure.ts';
export { type StoredSample, sectionOfSample } from './section-of-sample.ts';
export {
  type SectionFigureAt,
  type WaterBounds,
  WaterFigures,
  type WaterKind,
  type WindowRange,
} from './water-figures.ts';

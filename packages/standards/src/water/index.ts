export * from './area/area-main-items.ts';
export {
  type Comparable,
  changeByLevel,
  sectionChange,
  type WaterChange,
} from './area/change.ts';
export * from './area/change-by-proportion.ts';
export * from './area/proportion.ts';
export * from './area/river-class.ts';
export * from './area/shares.ts';
export * from './assessment/assessment-2011.ts';
export * from './assessment/edition.ts';
export * from './city-index.ts';
export * from './city-ranking.ts';
export * from './gb3838/edition.ts';
export * from './gb3838/gb3838-2002.ts';
export * from './gb3838/temperature.ts';
export * from './item.ts';
export * from './lake/lake-class.ts';
export * from './lake/trophic.ts';
export * from './lake/trophic-state.ts';
export * from './level.ts';
export * from './mean.ts';
export * from './measurand.ts';
export * from './measured.ts';
export { nearest } from './nearest.ts';
export * from './oxygen.ts';
export * from './period.ts';
export * from './rounding.ts';
export { type Exceedance, exceedancesAgainst, sectionExceedances } from './section/exceedance.ts';
export { type ItemClass, itemClass } from './section/item-class.ts';
export * from './section/main-items.ts';
export { fivePlus, type SectionOptions, WATER_METHODS, type WaterMethod } from './section/method.ts';
export * from './section/period-class.ts';
export * from './section/section-class.ts';
export * from './section/standards.ts';
export * from './section-states.ts';
export * from './trend.ts';

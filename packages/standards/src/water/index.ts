export * from './exceedance.ts';
export * from './gb3838-2002.ts';
export * from './item.ts';
export * from './item-class.ts';
export * from './level.ts';
export * from './method.ts';
export * from './section-class.ts';
export * from './trophic.ts';

export * from './latest-figure.ts';
export * from './latest-figures.ts';
export { withinRegion } from './latest-subjects.ts';
export { type StationStateDeps, StationStates } from './station-states.ts';

import { AIR_POLLUTANTS, type AirPollutant } from '@lanbi/standards';

/** Finest decimal of a stored day value: all sums of days are sums of integers. */
export const MILLION = 1e6;

/** The column of a pollutant in typed tables. */
export const columnOf = (pollutant: AirPollutant): number => AIR_POLLUTANTS.indexOf(pollutant);

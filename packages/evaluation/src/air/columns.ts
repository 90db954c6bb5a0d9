import { AIR_POLLUTANTS, type AirPollutant } from '@lanbi/standards';

/** Units per 1 of a stored day value, so that sums of days are sums of integers. */
export const MILLION = 1e6;

/** Returns the column of a pollutant in typed tables. */
export const columnOf = (pollutant: AirPollutant): number => AIR_POLLUTANTS.indexOf(pollutant);

import { type AirPollutant, type Maybe, missing, type Remainder } from '@lanbi/standards';
import type { HourBlock } from './hour-block.ts';

/** Returns the 24 hourly means of each pollutant; an hour without an observation has none. */
export const hourConcentrationsOfDay =
  (block: HourBlock, plan: ReadonlySet<string>) =>
  (pollutant: AirPollutant): Maybe<number>[] => {
    const none = missing(plan.has(pollutant) ? 'no-data' : 'not-monitored');
    return Array.from({ length: 24 }, (_, hour) => (block.has(hour) ? block.at(hour, pollutant) : none));
  };

const NO_RESTS: readonly undefined[] = [];

/** Returns the rounding remainders of the 24 hourly means; empty if there are none. */
export const hourRestsOfDay =
  (block: HourBlock) =>
  (pollutant: AirPollutant): readonly (Remainder | undefined)[] =>
    block.isExact ? NO_RESTS : Array.from({ length: 24 }, (_, hour) => block.restsOf(hour)?.[pollutant]);

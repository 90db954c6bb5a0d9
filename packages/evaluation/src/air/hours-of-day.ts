import { type AirPollutant, type Maybe, missing, type Remainder } from '@lanbi/standards';
import type { HourBlock } from './hour-block.ts';

/** The 24 hourly means of each pollutant; an hour without an observation has none. */
export const hourConcentrationsOfDay =
  (block: HourBlock, plan: ReadonlySet<string>) =>
  (pollutant: AirPollutant): Maybe<number>[] => {
    const none = missing(plan.has(pollutant) ? 'no-data' : 'not-monitored');
    return Array.from({ length: 24 }, (_, hour) => (block.has(hour) ? block.at(hour, pollutant) : none));
  };

/** What rounding each of the 24 hourly means to a millionth left out. */
export const hourRestsOfDay =
  (block: HourBlock) =>
  (pollutant: AirPollutant): (Remainder | undefined)[] =>
    Array.from({ length: 24 }, (_, hour) => block.restsOf(hour)?.[pollutant]);

import { AIR_POLLUTANTS, type AirPollutant, WATER_ITEMS, type WaterItem } from '@lanbi/standards';
import * as z from 'zod';
import { optionalMembers } from './members.ts';

/** An object with a member for each of the six pollutants that there is one of. */
export const ofPollutants = <Schema extends z.ZodType>(
  schema: Schema,
): z.ZodObject<Record<AirPollutant, z.ZodOptional<Schema>>> => optionalMembers(AIR_POLLUTANTS, schema);

export const pollutantValues = ofPollutants(z.number().nullable()).meta({ id: 'PollutantValues' });
export const pollutantCounts = ofPollutants(z.number()).meta({ id: 'PollutantCounts' });
/** Why there is no value. */
export const pollutantReasons = ofPollutants(z.string()).meta({ id: 'PollutantReasons' });

/** An object with a member for each item of GB 3838 that there is one of. */
export const ofItems = <Schema extends z.ZodType>(
  schema: Schema,
): z.ZodObject<Record<WaterItem, z.ZodOptional<Schema>>> => optionalMembers(WATER_ITEMS, schema);

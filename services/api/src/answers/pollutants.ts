import { AIR_POLLUTANTS, type AirPollutant, WATER_ITEMS, type WaterItem } from '@lanbi/standards';
import * as z from 'zod';

const optional = <Key extends string, Schema extends z.ZodType>(
  keys: readonly Key[],
  schema: Schema,
): z.ZodObject<Record<Key, z.ZodOptional<Schema>>> =>
  z.object(
    Object.fromEntries(keys.map((key) => [key, schema.optional()])) as Record<Key, z.ZodOptional<Schema>>,
  );

/** An object with a member for each of the six pollutants that there is one of. */
export const ofPollutants = <Schema extends z.ZodType>(
  schema: Schema,
): z.ZodObject<Record<AirPollutant, z.ZodOptional<Schema>>> => optional(AIR_POLLUTANTS, schema);

/** An object with a member for each item of GB 3838 that there is one of. */
export const ofItems = <Schema extends z.ZodType>(
  schema: Schema,
): z.ZodObject<Record<WaterItem, z.ZodOptional<Schema>>> => optional(WATER_ITEMS, schema);

import * as z from 'zod';

/** An object that may have a member for each of some names, and has no others. */
export const optionalMembers = <Key extends string, Schema extends z.ZodType>(
  keys: readonly Key[],
  schema: Schema,
): z.ZodObject<Record<Key, z.ZodOptional<Schema>>> =>
  z.object(
    Object.fromEntries(keys.map((key) => [key, schema.optional()])) as Record<Key, z.ZodOptional<Schema>>,
  );

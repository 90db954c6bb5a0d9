import { type Shortfall, VALIDITY_RULES } from '@lanbi/standards';
import * as z from 'zod';

export const shortfall = z
  .object({
    rule: z.enum(VALIDITY_RULES),
    clause: z.string().describe('edition and clause; of a rule of our own its setting'),
    item: z.string().nullable().describe('the pollutant or item that falls short; null: all together'),
    section: z.string().optional().describe('the section that falls short, of a figure of several'),
    period: z
      .string()
      .nullable()
      .describe('the part of the time that falls short, such as 2016-06; null: all'),
    needed: z.number(),
    found: z.number(),
    unit: z.string(),
    reason: z.string().nullable().describe('why the item has no value, where that is known'),
  })
  .meta({ id: 'Shortfall' });

export const shortfallOf = ({ item, period, reason, ...rest }: Shortfall): z.infer<typeof shortfall> => ({
  ...rest,
  item: item ?? null,
  period: period ?? null,
  reason: reason ?? null,
});

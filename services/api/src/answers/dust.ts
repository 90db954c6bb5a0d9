import type { AirIndexBody } from '@lanbi/evaluation';
import { dustText } from '@lanbi/query';
import * as z from 'zod';
import { name } from './name.ts';

/** Days of dust that a figure leaves out; absent where it leaves nothing out. */
export const dustAnswer = z
  .object({
    note: name.describe('in words'),
    days: z.array(
      z.object({
        date: z.string(),
        pollutants: z.array(z.string()).describe('that the day is left out of'),
        annotations: z.array(z.int()).describe('who says so: `/v1/annotations/{id}`'),
      }),
    ),
  })
  .optional()
  .describe('days of dust that concentrations, index and attainment leave out; good days keep them');

/** The member `dust` of an answer; nothing where nothing is left out. */
export function dustOf({ dust: days }: Pick<AirIndexBody, 'dust'>): { dust?: z.infer<typeof dustAnswer> } {
  if (!days) return {};
  return {
    dust: {
      note: { ...dustText(days) },
      days: days.map(({ date, pollutants, annotations }) => ({
        date,
        pollutants: [...pollutants],
        annotations: [...annotations],
      })),
    },
  };
}

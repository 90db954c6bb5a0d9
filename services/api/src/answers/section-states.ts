import type { SectionStates } from '@lanbi/query';
import { SECTION_STATE_NAMES } from '@lanbi/standards';
import * as z from 'zod';
import { STATES } from './annotation.ts';
import { name } from './name.ts';

const stateDays = z.object({
  section: z.string(),
  name,
  state: z.enum(STATES),
  stateName: name,
  from: z.string().describe('the first day within the period'),
  until: z.string(),
  annotation: z.int().describe('who says so: `/v1/annotations/{id}`'),
});

/** Sections without class on days of a period; absent where there is none. */
export const states = z
  .array(stateDays)
  .optional()
  .describe(
    'sections without water or samples on some days: these days are in no mean, class or share, and nothing is expected on them',
  );

export const statesOf = (found: readonly SectionStates[]): { states?: z.infer<typeof stateDays>[] } =>
  found.length === 0
    ? {}
    : {
        states: found.flatMap(({ section, states: own }) =>
          own.map(({ state, from, until, annotation }) => ({
            section: section.id,
            name: { ...section.name },
            state,
            stateName: { ...SECTION_STATE_NAMES[state] },
            from,
            until,
            annotation,
          })),
        ),
      };

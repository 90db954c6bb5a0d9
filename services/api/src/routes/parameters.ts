import { PARAMETERS } from '@lanbi/wire';
import * as z from 'zod';
import { name } from '../answers/name.ts';
import { columnsOf } from '../http/columns.ts';
import { READ_LIST } from '../http/scope.ts';
import { sendPage } from '../http/send.ts';
import type { ApiServer } from './types.ts';

const parameterAnswer = z
  .object({
    code: z.string(),
    name,
    medium: z.enum(['air', 'water']),
    unit: z.string().describe('canonical unit; empty for pH'),
    aliases: z.array(z.string()).describe('factor codes of HJ 212'),
    range: z.object({ min: z.number(), max: z.number() }).describe('outside it a reading is kept as invalid'),
  })
  .meta({ id: 'Parameter' });

/** What can be measured, with names and units. */
export function parameterRoutes(app: ApiServer): void {
  const all = Object.values(PARAMETERS).map((each) => ({
    ...each,
    name: { ...each.name },
    aliases: [...each.aliases],
    range: { ...each.range },
  }));
  const meta = z.object({ limit: z.number() });
  app.get(
    '/v1/parameters',
    {
      config: { ...READ_LIST, version: () => 'fixed' },
      schema: {
        tags: ['registry'],
        summary: 'All parameters, with names and units',
        response: { 200: z.object({ data: z.array(parameterAnswer), meta }) },
      },
    },
    async (request, reply) =>
      sendPage(request, reply, { data: all, meta: { limit: all.length } }, columnsOf(parameterAnswer)),
  );
}

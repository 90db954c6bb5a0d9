import type { FamilyEntry } from '@lanbi/query';
import * as z from 'zod';
import { name } from '../answers/name.ts';
import type { FigureDeps } from '../deps.ts';
import { columnsOf } from '../http/columns.ts';
import { READ_LIST } from '../http/scope.ts';
import { sendPage } from '../http/send.ts';
import type { ApiServer } from './types.ts';

const columnAnswer = z.object({
  name: z.string(),
  type: z.enum(['number', 'class', 'time', 'date', 'text', 'list']),
  description: z.string(),
  extra: z.boolean().describe('shown only where `columns` names it'),
});

const familyAnswer = z
  .object({
    id: z.string(),
    title: name,
    subjects: z.array(z.enum(['station', 'region', 'section', 'river', 'lake', 'area'])),
    span: z.enum(['reading', 'sample', 'hour', 'day', 'period']).describe('what time a figure is about'),
    version: z.number().describe('rises when the same records give other numbers'),
    inputs: z
      .array(z.string())
      .describe('`observation`, kinds of records and other families that it is computed from'),
    alertFigures: z.array(z.string()).describe('names that `figure` of an alert rule may have'),
    tables: z.array(
      z.object({
        name: z.string(),
        path: z.string().describe('the call that answers it'),
        columns: z.array(columnAnswer),
      }),
    ),
  })
  .meta({ id: 'FigureFamily' });

const answerOf = (family: FamilyEntry): z.infer<typeof familyAnswer> => ({
  id: family.name,
  title: { ...family.title },
  subjects: [...family.subjects],
  span: family.span,
  version: family.version,
  inputs: family.inputs.map((input) => (typeof input === 'string' ? input : input.name)),
  alertFigures: [...new Set(family.alertValues.map((value) => value.name))],
  tables: family.tables.map((table) => ({
    name: table.name,
    path: table.path,
    columns: table.columns.map(({ name: of, type, description, extra = false }) => ({
      ...{ name: of, type, description, extra },
    })),
  })),
});

/** The catalogue of figures: what can be asked for, watched by alerts and shown in tables. */
export function figureRoutes(app: ApiServer, { catalogue }: FigureDeps): void {
  const all = catalogue.map(answerOf);
  const meta = z.object({ limit: z.number() });
  app.get(
    '/v1/figures',
    {
      config: { ...READ_LIST, version: () => 'fixed' },
      schema: {
        tags: ['registry'],
        summary: 'All families of figures, with their alert figures and table columns',
        response: { 200: z.object({ data: z.array(familyAnswer), meta }) },
      },
    },
    async (request, reply) =>
      sendPage(request, reply, { data: all, meta: { limit: all.length } }, columnsOf(familyAnswer)),
  );
}

import { daysWindow, type Recomputed, recomputeAir, saysTheSame } from '@lanbi/evaluation';
import { DAY, dateAt, formatInstant, type Hj633Edition } from '@lanbi/standards';
import * as z from 'zod';
import { plain } from '../answers/water.ts';
import type { ApiDeps } from '../deps.ts';
import { gb3095For, pick } from '../editions.ts';
import { Problem } from '../http/problem.ts';
import { readTime } from '../http/time.ts';
import type { App } from './types.ts';

/** Station days that one call evaluates; the command takes any number. */
const MOST = 6_000;
/** Figures after which other requests have their turn. */
const TURN = 200;

const loose = z.looseObject({});

const body = z.strictObject({
  from: z.string().max(40).describe('first day'),
  to: z.string().max(40).describe('last day'),
  edition: z.string().max(64).optional().describe('such as 2026: of HJ 633 and GB 3095 alike'),
  stage: z.enum(['transition', 'final']).optional(),
  method: z.enum(['ranking', 'annex-c']).optional(),
  subjects: z
    .array(z.string().max(64))
    .max(200)
    .optional()
    .describe('stations, districts, cities; all by default'),
  limit: z.number().int().min(1).max(1000).default(100).describe('differences that are shown'),
});

const answer = z
  .object({
    compared: z.number(),
    same: z.number().describe('equal in every part'),
    differing: z.number().describe('another index, level or primary pollutant'),
    notStored: z.number(),
    differences: z.array(
      z.object({
        kind: z.string(),
        subject: z.string(),
        from: z.string(),
        to: z.string(),
        stored: loose.nullable(),
        recomputed: loose,
      }),
    ),
  })
  .meta({ id: 'Recomputation' });

type Answer = z.infer<typeof answer>;

const differenceOf = ({ key, stored, recomputed }: Recomputed): Answer['differences'][number] => ({
  kind: key.kind,
  subject: key.subject,
  from: formatInstant(key.from),
  to: formatInstant(key.to),
  stored: stored === undefined ? null : (plain(stored) as Record<string, unknown>),
  recomputed: plain(recomputed) as Record<string, unknown>,
});

function spanOf({ from, to, edition, stage, method, subjects }: z.infer<typeof body>, stations: number) {
  const [first, last] = [dateAt(readTime('from', from)), dateAt(readTime('to', to))];
  if (first > last) throw new Problem('bad-time', 'from is after to');
  const window = daysWindow(first, last);
  const days = ((window.to - window.from) / DAY) * (subjects?.length ?? stations);
  if (days > MOST)
    throw new Problem(
      'bad-request',
      `${days} station days are more than the ${MOST} of one call: ask for less, or use the command`,
    );
  const hj633 = edition === undefined ? undefined : (pick('HJ 633', edition) as Hj633Edition);
  const gb3095 = edition === undefined && stage === undefined ? undefined : gb3095For(edition, stage, last);
  return { ...window, ...(subjects && { subjects }), options: { hj633, gb3095, ...(method && { method }) } };
}

/** Evaluates a span again and shows the difference; nothing is stored. */
export function recomputeRoutes(app: App, { store, registry }: ApiDeps): void {
  app.post(
    '/v1/recompute',
    {
      schema: {
        tags: ['audit'],
        summary:
          'Evaluate a span again from raw readings, also under another edition, and show the difference',
        body,
        response: { 200: answer },
      },
    },
    async (request): Promise<Answer> => {
      const found: Answer = { compared: 0, same: 0, differing: 0, notStored: 0, differences: [] };
      for await (const each of recomputeAir(store, registry, spanOf(request.body, registry.stations.size))) {
        found.compared += 1;
        if (found.compared % TURN === 0) await new Promise(setImmediate);
        if (each.same) found.same += 1;
        if (each.stored === undefined) found.notStored += 1;
        if (each.stored && saysTheSame(each.stored, each.recomputed)) continue;
        if (each.stored) found.differing += 1;
        if (found.differences.length < request.body.limit) found.differences.push(differenceOf(each));
      }
      return found;
    },
  );
}

import * as z from 'zod';
import {
  deadLetterAnswer,
  deadLetterRow,
  deadLetterRowOf,
  letterOf,
  refusalReason,
} from '../answers/dead-letter.ts';
import type { ApiDeps, ReplayApiDeps } from '../deps.ts';
import { columnsOf } from '../http/columns.ts';
import { decodeCursor, idCursor, pageMeta, pageQuery, pageWith } from '../http/page.ts';
import { Problem } from '../http/problem.ts';
import { ADMIN, READ_LIST } from '../http/scope.ts';
import { sendPage } from '../http/send.ts';
import { sendOne } from '../http/send-table.ts';
import type { ApiServer } from './types.ts';

const params = z.object({ id: z.coerce.number().int().min(1) });
const station = z.string().max(64).optional().describe('the station id of the topic');
const reason = refusalReason.optional().describe('at least one of its refusals is for this');
const query = pageQuery.extend({
  station,
  reason,
  settled: z.enum(['true', 'false']).optional().describe('whether its last replay stored all of it'),
});
const many = z.strictObject({
  station,
  reason,
  limit: z.int().min(1).max(10_000).default(1_000).describe('letters at the most, oldest first'),
});
const replayCounts = z.object({ stored: z.int(), partly: z.int(), refused: z.int() });
const tags = ['dead letters'];

/** Given keys of a filter only: a key that is there and undefined would be a filter of its own. */
const filterOf = (given: Pick<z.infer<typeof many>, 'station' | 'reason'>) => ({
  ...(given.station !== undefined && { station: given.station }),
  ...(given.reason !== undefined && { reason: given.reason }),
});

/** Refused messages: what there is, and taking them in once more. */
export function deadLetterRoutes(app: ApiServer, deps: ReplayApiDeps): void {
  readRoutes(app, deps);
  replayRoutes(app, deps);
}

const notFound = (id: number): Problem => new Problem('not-found', `no dead letter ${id}`);

function readRoutes(app: ApiServer, { store }: ApiDeps): void {
  const list = { 200: z.object({ data: z.array(deadLetterRow), meta: pageMeta }) };
  app.get(
    '/v1/dead-letters',
    {
      config: READ_LIST,
      schema: {
        tags,
        summary: 'Refused messages, newest first',
        description: 'A page may end before its limit, at some megabytes; the cursor leads on.',
        querystring: query,
        response: list,
      },
    },
    async (request, reply) => {
      const { limit, cursor, settled } = request.query;
      const filter = {
        ...filterOf(request.query),
        ...(settled !== undefined && { settled: settled === 'true' }),
      };
      const before = cursor === undefined ? {} : { before: decodeCursor(cursor, idCursor)[0] };
      const letters = await store.deadLetters({ ...filter, ...before, limit });
      // A page may end before its limit, at some megabytes: whether there is more behind it is asked for.
      const last = letters.at(-1);
      const behind = last ? await store.deadLetters({ ...filter, before: last.id, limit: 1 }) : [];
      const page = pageWith(letters, { limit, more: behind.length > 0 }, ({ id }) => [id], deadLetterRowOf);
      return sendPage(request, reply, page, columnsOf(deadLetterRow));
    },
  );

  app.get(
    '/v1/dead-letters/:id',
    {
      config: READ_LIST,
      schema: { tags, summary: 'One, with its payload', params, response: { 200: deadLetterAnswer } },
    },
    async (request, reply) => {
      const { id } = request.params;
      const letter = await store.deadLetter(id);
      if (!letter) throw notFound(id);
      return sendOne(request, reply, letterOf(letter), columnsOf(deadLetterAnswer));
    },
  );
}

function replayRoutes(app: ApiServer, { replayer }: ReplayApiDeps): void {
  app.post(
    '/v1/dead-letters/:id/replay',
    {
      config: ADMIN,
      schema: {
        tags,
        summary: 'Take it in once more, with the registry of today',
        description: 'A value that was received after the letter is not replaced by it.',
        params,
        response: { 200: deadLetterAnswer },
      },
    },
    async ({ params: { id } }) => {
      const letter = await replayer.replay(id);
      if (!letter) throw notFound(id);
      return letterOf(letter);
    },
  );

  app.post(
    '/v1/dead-letters/replay',
    {
      config: { ...ADMIN, long: true },
      schema: {
        tags,
        summary: 'Take in once more all that match and are not settled, oldest first',
        body: many,
        response: { 200: replayCounts },
      },
    },
    async ({ body }) => replayer.replayAll(filterOf(body), body.limit),
  );
}

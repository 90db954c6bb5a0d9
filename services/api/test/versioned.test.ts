import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, expect, it } from 'vitest';
import { useNegotiation } from '../src/http/negotiate.ts';
import { useEtags } from '../src/http/send.ts';
import { sendTable } from '../src/http/send-table.ts';
import { sendVersioned, useVersionedAnswers, type VersionedBounds } from '../src/http/versioned.ts';

let app: FastifyInstance;
let made = 0;
let version = '1';
afterEach(() => app.close());

async function listen(bounds?: VersionedBounds): Promise<void> {
  [made, version] = [0, '1'];
  app = fastify();
  useEtags(app);
  useVersionedAnswers(app, bounds);
  await useNegotiation(app);
  app.get('/a/:id', { config: { scope: 'read', forms: true } }, (request, reply) =>
    sendVersioned(request, reply, version, async () => {
      made += 1;
      return sendTable(request, reply, { made }, [{ made }], ['made']);
    }),
  );
}

const ask = async (url: string, headers: Record<string, string> = {}) => {
  const { statusCode, body, headers: sent } = await app.inject({ url, headers });
  return { status: statusCode, body, type: sent['content-type'], etag: String(sent['etag'] ?? '') };
};

it('an answer is made once for each question and version, in each form', async () => {
  await listen();
  const first = await ask('/a/1');
  expect(first).toMatchObject({ status: 200, body: '{"made":1}' });
  expect(await ask('/a/1')).toEqual(first);
  expect((await ask('/a/2')).body).toBe('{"made":2}');
  const table = await ask('/a/1', { accept: 'text/csv' });
  expect(table).toMatchObject({ type: 'text/csv; charset=utf-8', status: 200 });
  expect(table.body).toContain('3');
  expect(table.etag).not.toBe(first.etag);
  expect(await ask('/a/1', { accept: 'text/csv' })).toEqual(table);
  version = '2';
  const second = await ask('/a/1');
  expect(second.body).toBe('{"made":4}');
  expect(second.etag).not.toBe(first.etag);
});

it('who has the version gets 304 and nothing is made, also where nothing is kept', async () => {
  await listen({ answers: 0, characters: 0 });
  const { etag } = await ask('/a/1');
  expect(await ask('/a/1', { 'if-none-match': etag })).toMatchObject({ status: 304, body: '', etag });
  expect(made).toBe(1);
  version = '2';
  expect(await ask('/a/1', { 'if-none-match': etag })).toMatchObject({ status: 200, body: '{"made":2}' });
});

it('at the bound the answer that was not asked for longest is dropped', async () => {
  await listen({ answers: 2, characters: 1_000 });
  for (const id of ['1', '2', '1', '3']) await ask(`/a/${id}`);
  expect(made).toBe(3);
  await ask('/a/1');
  expect(made).toBe(3);
  await ask('/a/2');
  expect(made).toBe(4);
});

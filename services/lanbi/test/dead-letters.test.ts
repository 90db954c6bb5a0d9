import { describe, expect, it } from 'vitest';
import { headersOf } from '../src/dead-letters/ask-api.ts';
import { readDeadLetterCommand } from '../src/dead-letters/command.ts';
import { showAnswer } from '../src/dead-letters/show.ts';

describe('the command line of the dead letters', () => {
  it.each([
    [['list'], 'GET', '/v1/dead-letters', undefined],
    [
      ['list', '--station', 'A 1', '--settled', 'false', '--limit', '3'],
      'GET',
      '/v1/dead-letters?station=A+1&settled=false&limit=3',
      undefined,
    ],
    [['show', '7'], 'GET', '/v1/dead-letters/7', undefined],
    [['replay', '7'], 'POST', '/v1/dead-letters/7/replay', {}],
    [
      ['replay', '--all', '--reason', 'not-json', '--limit', '5'],
      'POST',
      '/v1/dead-letters/replay',
      { reason: 'not-json', limit: 5 },
    ],
  ])('%j asks the API', (args, method, path, body) => {
    expect(readDeadLetterCommand(args).question).toEqual({ method, path, ...(body && { body }) });
  });

  it.each([
    [[]],
    [['delete']],
    [['show']],
    [['show', 'x']],
    [['replay', '1', '2']],
    [['list', '--nonsense', '1']],
  ])('%j is answered with the usage', (args) => {
    expect(() => readDeadLetterCommand(args)).toThrow(/npm run dead-letters -- replay ID/);
  });

  it.each([
    ['the key of its own', { apiKey: 'own', apiKeys: ['first', 'second'] }, 'Bearer own'],
    ['where keys are hashed, too', { apiKey: 'own', apiKeys: [] }, 'Bearer own'],
    ['else the first that the API takes', { apiKeys: ['first', 'second'] }, 'Bearer first'],
    ['and none where there is none', { apiKeys: [] }, undefined],
  ])('sends %s', (_which, config, authorization) => {
    const { question } = readDeadLetterCommand(['list']);
    expect(headersOf(config, question)).toEqual(authorization === undefined ? {} : { authorization });
  });

  it('says what to set where the API does not know the key', () => {
    const answer = { status: 401, body: { detail: 'send a key' } };
    expect(() => showAnswer('list', answer)).toThrow(/LANBI_API_KEY or LANBI_API_KEY_FILE/);
  });

  it('nothing that a station wrote steers the terminal', () => {
    const row = {
      id: 1,
      at: '2026-04-01T08:00:00+08:00',
      topic: 'env/v1/air/A\u001b[31m\u009b/observations',
      scope: 'message',
      refusals: [{ reason: 'not-json', message: 'a\rb' }],
    };
    const text = showAnswer('list', { status: 200, body: { data: [row], meta: { limit: 1 } } });
    expect(text).toBe(
      '1  2026-04-01T08:00:00+08:00  env/v1/air/A\ufffd[31m\ufffd/observations  message  not-json: a\ufffdb',
    );
  });
});

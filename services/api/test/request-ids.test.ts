import { type Registry, type Store, stationId } from '@lanbi/model';
import { createLogger, createMetrics, systemClock } from '@lanbi/runtime';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createApi } from '../src/index.ts';

const A1 = stationId('A1');
const registry: Registry = {
  regions: new Map(),
  stations: new Map([
    [A1, { id: A1, medium: 'air', name: { zh: '甲', en: 'A' }, period: 3600, parameters: [] } as never],
  ]),
  lakes: new Map(),
  rivers: new Map(),
  sections: new Map(),
  stationsOfSection: new Map(),
};
const LATEST = '/v1/stations/A1/latest';
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

interface Line {
  readonly level: number;
  readonly msg: string;
  readonly requestId?: string;
}

/** An API and what it wrote to its log, at the level `debug`. */
async function logged(more: (store: Store) => Partial<Store> = () => ({})) {
  const lines: Line[] = [];
  const store = createEmbeddedStore({ path: ':memory:' });
  await store.open();
  const api = await createApi({
    store: new Proxy(store, { get: (of, name) => Reflect.get({ ...more(of) }, name) ?? bound(of, name) }),
    registry,
    clock: systemClock,
    metrics: createMetrics(),
    log: createLogger('debug', { write: (line) => void lines.push(JSON.parse(line) as Line) }),
    readiness: async () => [],
    apiKeys: [],
  });
  onTestFinished(async () => {
    await api.close();
    await store.close();
  });
  const ask = async (url: string, id?: string) => {
    const answer = await api.inject({ url, headers: id === undefined ? {} : { 'x-request-id': id } });
    return { header: answer.headers['x-request-id'], status: answer.statusCode, body: answer.json() };
  };
  return { ask, of: (id: unknown) => lines.filter(({ requestId }) => requestId === id), lines };
}

const bound = (of: object, name: string | symbol): unknown => {
  const member = Reflect.get(of, name) as unknown;
  return typeof member === 'function' ? member.bind(of) : member;
};

describe('the id of a request', () => {
  it('that came with it stands in its header, in its problem and in its line of the log', async () => {
    const { ask, of } = await logged();
    const { header, status, body } = await ask('/v1/stations/NOBODY', 'trace-1.a');
    expect([header, status, body.requestId]).toEqual(['trace-1.a', 404, 'trace-1.a']);
    expect(of('trace-1.a')).toMatchObject([{ level: 20, msg: 'no station NOBODY' }]);
  });

  it('is made where none came, or one that a log line should not hold', async () => {
    const { ask, of } = await logged();
    for (const given of [undefined, 'with blanks and {"quotes"}', 'x'.repeat(65)]) {
      const { header, body } = await ask('/v1/stations/NOBODY', given);
      expect(header).toMatch(UUID);
      expect(body.requestId).toBe(header);
      expect(of(header)).toHaveLength(1);
    }
  });

  it('leads from an error on our side to what is wrong, which the answer does not say', async () => {
    const latest = async () => {
      throw new TypeError('the secret of the store');
    };
    const { ask, of } = await logged(() => ({ latest }));
    const { status, body } = await ask(LATEST, 'trace-2');
    expect([status, body.requestId]).toEqual([500, 'trace-2']);
    expect(JSON.stringify(body)).not.toContain('secret');
    expect(of('trace-2')).toMatchObject([
      { level: 50, msg: 'request failed', err: { message: 'the secret of the store' } },
    ]);
  });

  it('is its own where requests run beside each other', async () => {
    let release = (): void => {};
    const both = new Promise<void>((resolve) => {
      release = resolve;
    });
    let asked = 0;
    const latest = async () => {
      asked += 1;
      const own = asked;
      if (own === 2) release();
      await both;
      throw new TypeError(`fault ${own}`);
    };
    const { ask, of } = await logged(() => ({ latest }));
    const answers = await Promise.all([ask(LATEST, 'one'), ask(LATEST, 'two')]);
    expect(answers.map(({ body }) => body.requestId)).toEqual(['one', 'two']);
    expect(of('one')).toMatchObject([{ err: { message: 'fault 1' } }]);
    expect(of('two')).toMatchObject([{ err: { message: 'fault 2' } }]);
  });
});

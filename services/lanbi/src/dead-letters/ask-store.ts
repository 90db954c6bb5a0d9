import { type ApiDeps, createApi } from '@lanbi/api';
import { createReplayer } from '@lanbi/ingest';
import { LanbiError } from '@lanbi/model';
import { type Config, createLogger, createMetrics, loadRegistry, systemClock } from '@lanbi/runtime';
import { createSpoolFor, createStore } from '../storage.ts';
import { type Answer, headersOf } from './ask-api.ts';
import type { Question } from './command.ts';

async function ask(deps: ApiDeps, config: Config, question: Question): Promise<Answer> {
  const { method, path, body } = question;
  const api = await createApi(deps);
  const answer = await api.inject({
    method,
    url: path,
    headers: headersOf(config, question),
    ...(body && { payload: body }),
  });
  await api.close();
  return { status: answer.statusCode, body: answer.json() };
}

/**
 * Asks the store itself, through the same routes, while no other process has it.
 * @throws LanbiError store-unavailable when one has; spool-…, registry-invalid
 */
export async function askStore(config: Config, question: Question): Promise<Answer> {
  const store = createStore(config, systemClock);
  const spool = createSpoolFor(config);
  const registry = await loadRegistry(config.registry);
  await store.open();
  await spool.open();
  const { messages } = spool.state();
  const replayer = createReplayer({
    store,
    registry,
    clock: systemClock,
    exclusive: async (work) => {
      if (messages === 0) return work();
      throw new LanbiError('store-unavailable', `${messages} readings wait in the spool: start lanbi first`);
    },
  });
  try {
    const rest = { clock: systemClock, metrics: createMetrics(), log: createLogger('silent') };
    const deps = { store, registry, replayer, readiness: async () => [], apiKeys: config.apiKeys, ...rest };
    return await ask(deps, config, question);
  } finally {
    await spool.close();
    await store.close();
  }
}

import { type ApiDeps, createApi } from '@lanbi/api';
import { createReplayer } from '@lanbi/ingest';
import { LanbiError } from '@lanbi/model';
import { type Config, createLogger, createMetrics, loadRegistry, systemClock } from '@lanbi/runtime';
import { createSpoolFor, createStore } from '../storage.ts';
import type { Answer } from './ask-api.ts';
import type { ApiRequest } from './command.ts';

async function ask(deps: ApiDeps, { method, path, body }: ApiRequest): Promise<Answer> {
  const api = await createApi(deps);
  const answer = await api.inject({ method, url: path, ...(body && { payload: body }) });
  await api.close();
  return { status: answer.statusCode, body: answer.json() };
}

/**
 * Asks the store itself, through the same routes, while no other process has it.
 * @throws LanbiError store-unavailable when one has; spool-…, registry-invalid
 */
export async function askStore(config: Config, question: ApiRequest): Promise<Answer> {
  const store = createStore(config, systemClock);
  const spool = createSpoolFor(config, store);
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
    // Without keys: who may open the files of the store needs none.
    const deps = { store, registry, replayer, readiness: async () => [], apiKeys: [], ...rest };
    return await ask(deps, question);
  } finally {
    await spool.close();
    await store.close();
  }
}

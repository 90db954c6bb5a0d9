import { createApi } from './app.ts';
import type { ApiDeps, CallGroup } from './deps.ts';

const ELSEWHERE = { by: 'other', url: undefined, variable: 'LANBI_ROLES' } as const;
const GROUPS: readonly CallGroup[] = ['figures', 'alerts', 'dead letters', 'audit'];

/** The OpenAPI document of every call, of an API that answers none: what a client is made from. */
export async function describeApi(deps: Pick<ApiDeps, 'log' | 'metrics' | 'clock'>): Promise<object> {
  const nothing = new Map();
  const app = await createApi({
    ...deps,
    store: {} as ApiDeps['store'],
    registry: {
      regions: nothing,
      stations: nothing,
      lakes: nothing,
      rivers: nothing,
      sections: nothing,
      stationsOfSection: nothing,
    },
    readiness: async () => [],
    apiKeys: [],
    elsewhere: Object.fromEntries(GROUPS.map((group) => [group, ELSEWHERE])),
  });
  await app.ready();
  const document = app.swagger();
  await app.close();
  return document;
}

import { type FamilyEntry, familiesVersion } from '@lanbi/query';
import type { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The families of the figures in the answer of a route. */
    families?: readonly FamilyEntry[];
    /** Their version, which its tags count in. */
    familiesVersion?: string;
  }
}

/** From here on the version of the families of a route is computed once, when the route is added. */
export function useFamilies(app: FastifyInstance, catalogue: readonly FamilyEntry[]): void {
  app.addHook('onRoute', (route) => {
    const families = route.config?.families;
    if (families) route.config = { ...route.config, familiesVersion: familiesVersion(families, catalogue) };
  });
}

import { fileURLToPath } from 'node:url';
import { describeApi } from '@lanbi/api';
import { createLogger, createMetrics, systemClock } from '@lanbi/runtime';
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';

/** The types of the client, which are made from the API's document and from nothing else. */
export const TYPES_FILE = fileURLToPath(new URL('../../packages/client/src/openapi.ts', import.meta.url));

const HEAD =
  '// Made by `npm run client` from the OpenAPI document of services/api; a test says when it is out of date.\n\n';

interface Document {
  readonly paths: object;
  readonly components: { readonly schemas: Record<string, object>; readonly [part: string]: object };
}

/** The document has each schema twice, as it is sent and as it is taken; answers are all that is named. */
const withoutTwins = (document: Document): Document => {
  const { schemas } = document.components;
  const used = JSON.stringify(document.paths);
  const kept = Object.entries(schemas).filter(([id]) => !id.endsWith('Input') || used.includes(`/${id}"`));
  return { ...document, components: { ...document.components, schemas: Object.fromEntries(kept) } };
};

/** What `packages/client/src/openapi.ts` has to say. */
export async function clientTypes(): Promise<string> {
  const deps = { clock: systemClock, metrics: createMetrics(), log: createLogger('silent') };
  const document = withoutTwins(JSON.parse(JSON.stringify(await describeApi(deps))) as Document);
  return (
    HEAD +
    astToString(
      await openapiTS(document as unknown as OpenAPI3, { alphabetize: true, defaultNonNullable: false }),
    )
  );
}

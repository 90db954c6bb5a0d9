import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { withExamples } from './with-examples.ts';

type Transform = typeof jsonSchemaTransform;

/** What each call needs, out of what its route declares. */
const transform: Transform = (given) => {
  const { schema, url } = jsonSchemaTransform(given);
  const scope = given.route.config?.scope;
  if (scope === undefined) return { schema, url };
  const security = scope === 'open' ? [] : [{ bearer: [] }, { header: [] }];
  return { schema: { ...schema, security, 'x-scope': scope } as typeof schema, url };
};

/** The OpenAPI document. */
export const DOCUMENT: FastifyDynamicSwaggerOptions = {
  openapi: {
    openapi: '3.1.0',
    info: {
      title: 'lanbi 蓝碧',
      version: '0.1.0',
      description: 'Air quality indices and surface-water classes, exact and edition-aware.',
    },
    components: {
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: 'a key; the scope that it needs is `x-scope`',
        },
        header: { type: 'apiKey', in: 'header', name: 'x-api-key' },
      },
    },
  },
  transform,
  transformObject: (given) => withExamples(jsonSchemaTransformObject(given)),
};

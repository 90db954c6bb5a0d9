import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { PROBLEMS, typeUri } from './problem.ts';
import { withExamples } from './with-examples.ts';

type Transform = typeof jsonSchemaTransform;
type Responses = Readonly<Record<string, object>>;
type Paths = Readonly<Record<string, Readonly<Record<string, { responses?: Responses }>>>>;

const text = { type: 'string' } as const;

const PROBLEM = {
  type: 'object',
  description: 'RFC 9457; the types are in docs/errors.md',
  required: ['type', 'title', 'status', 'detail', 'instance'],
  properties: {
    type: { type: 'string', enum: Object.keys(PROBLEMS).map(typeUri) },
    title: text,
    status: { type: 'integer' },
    detail: text,
    instance: text,
    requestId: text,
    errors: {
      type: 'array',
      items: { type: 'object', required: ['field', 'message'], properties: { field: text, message: text } },
    },
  },
} as const;

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

const FAULTS: Responses = {
  '4XX': problem('what was asked for can not be answered'),
  '503': problem('not now; `Retry-After` says when to come again'),
};

/** Names of the answers of every call that fails. */
const NAMES: Readonly<Record<string, string>> = { '4XX': 'Refused', '503': 'NotNow' };
const SHARED: Responses = Object.fromEntries(
  Object.entries(FAULTS).map(([status, response]) => [NAMES[status] ?? status, response]),
);

/** A call whose answers of every call are named instead of repeated. */
function withSharedResponses<Call extends { responses?: Responses | undefined }>(call: Call): Call {
  const named = Object.keys(FAULTS).filter((status) => call.responses?.[status] !== undefined);
  const refs = named.map((status) => [status, { $ref: `#/components/responses/${NAMES[status]}` }]);
  return { ...call, responses: { ...call.responses, ...Object.fromEntries(refs) } };
}

function withSharedFaults(paths: Paths): Paths {
  const calls = Object.entries(paths).map(([path, item]) => [
    path,
    Object.fromEntries(Object.entries(item).map(([method, call]) => [method, withSharedResponses(call)])),
  ]);
  return Object.fromEntries(calls);
}

/** A list in its three forms. */
function inForms(responses: Responses): Responses {
  const { description = 'Default Response', ...schema } = responses['200'] as { description?: string };
  const content = {
    'application/json': { schema },
    'text/csv': { schema: text },
    'application/x-ndjson': { schema: text },
  };
  return { ...responses, '200': { description, content } };
}

/** What each call needs and how it fails, out of what its route declares. */
const transform: Transform = (given) => {
  const { schema, url } = jsonSchemaTransform(given);
  const { scope, forms } = given.route.config ?? {};
  if (scope === undefined || schema === undefined) return { schema, url };
  const security = scope === 'open' ? [] : [{ bearer: [] }, { header: [] }];
  const own = (schema as { response?: Responses }).response ?? {
    '200': { description: 'Default Response' },
  };
  const response = { ...FAULTS, ...(forms ? inForms(own) : own) };
  return { schema: { ...schema, response, security, 'x-scope': scope } as typeof schema, url };
};

const transformObject: typeof jsonSchemaTransformObject = (given) => {
  const document = withExamples(jsonSchemaTransformObject(given)) as ReturnType<
    typeof jsonSchemaTransformObject
  > & {
    readonly components?: { readonly schemas?: object };
    readonly paths?: Paths;
  };
  const schemas = { ...document.components?.schemas, Problem: PROBLEM };
  const components: object = { ...document.components, schemas, responses: SHARED };
  const paths: object = withSharedFaults(document.paths ?? {});
  return { ...document, components, paths } as typeof document;
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
  transformObject,
};

import { didYouMean } from '@lanbi/model';
import type { FastifyRequest, FastifySchemaValidationError } from 'fastify';
import * as z from 'zod';
import type { Problem } from './problem.ts';

type Fault = Problem['errors'][number];
type Place = 'body' | 'querystring' | 'params' | 'headers';

/** What stands behind `optional`, `nullable` and `default`. */
function bare(schema: unknown): unknown {
  const wrapped =
    schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault;
  return wrapped ? bare(schema.unwrap()) : schema;
}

/** The names of the members at a place of a schema; none where it has no fixed ones. */
function membersAt(schema: unknown, path: readonly string[]): string[] {
  const here = bare(schema);
  const [step, ...rest] = path;
  if (here instanceof z.ZodArray && step !== undefined) return membersAt(here.element, rest);
  if (!(here instanceof z.ZodObject)) return [];
  if (step === undefined) return Object.keys(here.shape);
  return Object.hasOwn(here.shape, step) ? membersAt(here.shape[step], rest) : [];
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
  return valueAt((value as Readonly<Record<string, unknown>>)[step], rest);
}

const LONGEST = 64;
/** A value as it was written, cut where it is long. */
function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

const asTexts = (list: unknown): string[] => (Array.isArray(list) ? list.map(String) : []);

/** What to write in place of a value of another type. */
const WANTED: Readonly<Record<string, string>> = {
  number: 'a number such as 35',
  int: 'a whole number such as 35',
  string: 'a text in double quotes',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

const NUMBER = /^[-+]?\d{1,15}(?:\.\d{1,15})?$/;

/** Why a value is of another type than the one wanted. */
function typeFault(written: unknown, wanted: string): string {
  const isNumber = wanted === 'number' || wanted === 'int';
  if (isNumber && typeof written === 'string' && written.length <= LONGEST && NUMBER.test(written))
    return `${shown(written)} is a text; write the number without quotes: ${Number(written)}`;
  return `found ${shown(written)}; write ${WANTED[wanted] ?? `a value of type ${wanted}`}`;
}

/** The first type that one of several forms wants. */
function firstWanted(params: FastifySchemaValidationError['params']): string | undefined {
  const errors: unknown = params['errors'];
  const issues = Array.isArray(errors) ? errors.flat(1) : [];
  const wanted = issues.map((issue: { readonly expected?: unknown }) => issue.expected);
  return wanted.find((type) => typeof type === 'string');
}

/** What is wrong at one place: what was written, what is wanted, and what is near. */
export function faultsOf(
  { keyword, instancePath, message = 'is not valid', params }: FastifySchemaValidationError,
  place: Place,
  request: FastifyRequest,
): Fault[] {
  const path = instancePath.split('/').filter((step) => step !== '');
  const field = [place, ...path].join('/');
  if (keyword === 'unrecognized_keys') {
    const known = membersAt(request.routeOptions.schema?.[place], path);
    return asTexts(params['keys']).map((name) => ({
      field: `${field}/${name}`,
      message: `no such member${didYouMean(name, known) || `; there are ${known.join(', ')}`}`,
    }));
  }
  const written = valueAt(place === 'querystring' ? request.query : request[place], path);
  if (written === undefined) return [{ field, message: 'missing' }];
  if (keyword === 'invalid_value') {
    const known = asTexts(params['values']);
    const near = typeof written === 'string' ? didYouMean(written, known) : '';
    return [{ field, message: `${shown(written)} is none of ${known.join(', ')}${near}` }];
  }
  const wanted = keyword === 'invalid_union' ? firstWanted(params) : params['expected'];
  const isType = keyword === 'invalid_type' || keyword === 'invalid_union';
  if (isType && typeof wanted === 'string') return [{ field, message: typeFault(written, wanted) }];
  return [{ field, message }];
}

import type { jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { EXAMPLES, type Example } from './examples.ts';

type Document = ReturnType<typeof jsonSchemaTransformObject>;

interface Operation {
  readonly parameters?: readonly { readonly name: string; example?: string; examples?: object }[];
  readonly requestBody?: { readonly content?: Content };
  readonly responses?: Readonly<Record<string, { readonly content?: Content }>>;
}
type Content = Readonly<Record<string, { example?: object } | undefined>>;

const JSON_TYPE = 'application/json';

/** @throws RangeError for an example of a parameter or body that the call does not have. */
function addTo(call: string, { parameters = {}, body, answer }: Example, operation: Operation): void {
  const place = <Place>(found: Place | undefined, what: string): Place => {
    if (found === undefined) throw new RangeError(`${call} has an example and no ${what}`);
    return found;
  };
  for (const [name, value] of Object.entries(parameters)) {
    const parameter = place(
      operation.parameters?.find((each) => each.name === name),
      name,
    );
    delete parameter.examples;
    parameter.example = value;
  }
  if (body) place(operation.requestBody?.content?.[JSON_TYPE], 'body').example = body;
  if (answer) place(operation.responses?.['200']?.content?.[JSON_TYPE], 'answer').example = answer;
}

/** The document with an example of each call that needs one; calls that are not in it are passed over. */
export function withExamples(document: Document): Document {
  const paths = (document.paths ?? {}) as Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  for (const [call, example] of Object.entries(EXAMPLES)) {
    const [method = '', path = ''] = call.split(' ');
    const operation = paths[path]?.[method.toLowerCase()];
    if (operation) addTo(call, example, operation);
  }
  return document;
}

import { type Document, isNode, LineCounter, parseDocument } from 'yaml';
import type { Fault } from './fault.ts';
import { registryFile } from './schema.ts';

export interface SourceFile {
  readonly name: string;
  /** YAML, of which JSON is a part. */
  readonly text: string;
}

/** A file that was read, with whatever is wrong in it alone. */
export interface Source {
  readonly name: string;
  readonly contents: unknown;
  /** Not YAML at all, or no object. */
  readonly broken: boolean;
  readonly faults: readonly Fault[];
  /** The line of a path, or of what is nearest above it. */
  lineOf(path: readonly PropertyKey[]): number | undefined;
}

const placeOf = (path: readonly PropertyKey[]): string =>
  path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');

const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An alias of nothing, or aliases of aliases without end, only show when they are followed. */
function contentsOf(document: Document): unknown {
  try {
    return document.toJS() ?? {};
  } catch (error) {
    return error;
  }
}

export function readSource({ name, text }: SourceFile): Source {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const lineOf = (path: readonly PropertyKey[]): number | undefined => {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    }
    return undefined;
  };
  const fault = (line: number | undefined, place: string, message: string): Fault => ({
    file: name,
    ...(line !== undefined && { line }),
    place,
    message,
  });
  const broken = (faults: readonly Fault[]): Source => ({ name, contents: {}, broken: true, faults, lineOf });
  if (document.errors.length > 0)
    return broken(
      document.errors.map(({ message, linePos }) =>
        fault(linePos?.[0].line, '', message.split('\n')[0] ?? 'not YAML'),
      ),
    );
  const contents = contentsOf(document);
  if (contents instanceof Error) return broken([fault(undefined, '', contents.message)]);
  const issues = registryFile.safeParse(contents).error?.issues ?? [];
  const faults = issues.map(({ path, message }) => fault(lineOf(path), placeOf(path), message));
  return { name, contents, broken: !isObject(contents), faults, lineOf };
}

import { schemaFaults } from '@lanbi/model';
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import type { Fault } from './fault.ts';
import { registryFile } from './schema.ts';

export interface SourceFile {
  readonly name: string;
  /** YAML, of which JSON is a part. */
  readonly text: string;
  /** What is wrong with the file before its text is looked at, such as its encoding. */
  readonly faults?: readonly Fault[];
}

/** Line and column, from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A file that was read, with whatever is wrong in it alone. */
export interface Source {
  readonly name: string;
  readonly text: string;
  /** What can be read, also where something is wrong. */
  readonly contents: unknown;
  /** Whether some of it cannot be read. */
  readonly broken: boolean;
  readonly faults: readonly Fault[];
  /** The position of a path, or of what is nearest above it. */
  positionOf(path: readonly PropertyKey[]): Position | undefined;
}

/** @example placeOf(['stations', 3, 'medium']) // 'stations[3].medium' */
export const placeOf = (path: readonly PropertyKey[]): string =>
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

/** Where a path begins: a value at its key, or the nearest that there is above it. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number | undefined {
  for (let length = path.length; length > 0; length--) {
    const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const pair = isMap(parent)
      ? parent.items.find(({ key }) => isScalar(key) && key.value === path[length - 1])
      : undefined;
    const node = pair?.value ?? document.getIn(path.slice(0, length), true);
    const found = [node, pair?.key].find((each) => isNode(each) && each.range);
    if (isNode(found) && found.range) return found.range[0];
  }
  return undefined;
}

/** Reads a file as far as it can be read. */
export function readSource({ name, text, faults: before = [] }: SourceFile): Source {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const positionAt = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const positionOf = (path: readonly PropertyKey[]): Position | undefined => {
    const offset = offsetOf(document, path);
    return offset === undefined ? undefined : positionAt(offset);
  };
  const syntax = document.errors.map(
    ({ message, pos }): Fault => ({
      file: name,
      ...positionAt(pos[0]),
      place: '',
      message: `not YAML: ${message}`,
    }),
  );
  const found = contentsOf(document);
  if (found instanceof Error) {
    const whole = { file: name, place: '', message: `not YAML: ${found.message}` };
    return { name, text, contents: {}, broken: true, faults: [...before, ...syntax, whole], positionOf };
  }
  // What the parser made of text that is no YAML says nothing about the keys that were meant.
  const issues = syntax.length > 0 ? [] : (registryFile.safeParse(found).error?.issues ?? []);
  const own = schemaFaults(issues, registryFile, found).map(
    ({ path, message }): Fault => ({ file: name, ...positionOf(path), place: placeOf(path), message }),
  );
  const faults = [...before, ...syntax, ...own];
  const broken = syntax.length > 0 || !isObject(found);
  return { name, text, contents: isObject(found) ? found : {}, broken, faults, positionOf };
}

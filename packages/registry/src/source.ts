import { schemaFaults } from '@lanbi/model';
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import type { Fault } from './fault.ts';
import { registryFile } from './schema.ts';

export interface SourceFile {
  readonly name: string;
  /** YAML or JSON. */
  readonly text: string;
  /** Faults found before its text was parsed, such as of its encoding. */
  readonly faults?: readonly Fault[];
}

/** Line and column, from 1. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** A parsed file, with the faults that concern it alone. */
export interface Source {
  readonly name: string;
  readonly text: string;
  /** The part of the content that could be read. */
  readonly contents: unknown;
  /** Whether a part of the file could not be read. */
  readonly broken: boolean;
  readonly faults: readonly Fault[];
  /** The position of a path, or of its nearest ancestor in the file. */
  positionOf(path: readonly PropertyKey[]): TextPosition | undefined;
}

/** @example pathText(['stations', 3, 'medium']) // 'stations[3].medium' */
export const pathText = (path: readonly PropertyKey[]): string =>
  path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');

const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Returns the content of a document, or the error of an unresolved or endless YAML alias, which is detected only here.
 */
function contentsOf(document: Document): unknown {
  try {
    return document.toJS() ?? {};
  } catch (error) {
    return error;
  }
}

/** Returns the offset of the key of a path, or of its nearest ancestor. */
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

/** Parses a file as far as possible, and reports its faults. */
export function readSource({ name, text, faults: before = [] }: SourceFile): Source {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const positionAt = (offset: number): TextPosition => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const positionOf = (path: readonly PropertyKey[]): TextPosition | undefined => {
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
  // After a syntax error the parsed keys mean nothing.
  const issues = syntax.length > 0 ? [] : (registryFile.safeParse(found).error?.issues ?? []);
  const own = schemaFaults(issues, registryFile, found).map(
    ({ path, message }): Fault => ({ file: name, ...positionOf(path), place: pathText(path), message }),
  );
  const faults = [...before, ...syntax, ...own];
  const broken = syntax.length > 0 || !isObject(found);
  return { name, text, contents: isObject(found) ? found : {}, broken, faults, positionOf };
}

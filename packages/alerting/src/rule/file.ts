import type { AlertRule } from '@lanbi/model';
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import { parseRule } from './schema.ts';

export interface RuleFile {
  readonly name: string;
  readonly text: string;
  /** What is wrong with the file before its text is looked at, such as its encoding. */
  readonly faults?: readonly { readonly line: number; readonly column: number; readonly message: string }[];
}

/** The rules that have no faults, and every fault of all files. */
export interface ParsedRules {
  readonly ok: boolean;
  readonly rules: readonly AlertRule[];
  readonly faults: readonly string[];
}

const keysOf = (path: string): (string | number)[] =>
  path
    .split('.')
    .filter(Boolean)
    .map((key) => (/^\d+$/.test(key) ? Number(key) : key));

/** Where a path begins, or what is nearest above it. */
function offsetOf(document: Document, path: readonly (string | number)[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const parent = document.getIn(path.slice(0, length - 1), true);
    const pair = isMap(parent)
      ? parent.items.find(({ key }) => isScalar(key) && key.value === path[length - 1])
      : undefined;
    const node = pair?.value ?? document.getIn(path.slice(0, length), true) ?? pair?.key;
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

/** A file of rules, with its faults as lines. */
class ReadFile {
  readonly #name: string;
  readonly #lines = new LineCounter();
  readonly #document: Document;
  readonly rules: AlertRule[] = [];
  readonly faults: string[];

  constructor({ name, text, faults = [] }: RuleFile) {
    this.#name = name;
    this.faults = faults.map(({ line, column, message }) => `${name}:${line}:${column}: ${message}`);
    this.#document = parseDocument(text, { lineCounter: this.#lines, prettyErrors: false });
    for (const { message, pos } of this.#document.errors) this.#fault(pos[0], '', `not YAML: ${message}`);
    if (this.#document.errors.length === 0) this.#read();
  }

  #fault(offset: number, place: string, message: string): void {
    const { line, col } = this.#lines.linePos(offset);
    this.faults.push([`${this.#name}:${line}:${col}`, ...(place ? [place] : []), message].join(': '));
  }

  #read(): void {
    const content: unknown = this.#document.toJS();
    const list = (content as { readonly rules?: unknown } | null)?.rules;
    if (!Array.isArray(list)) {
      this.#fault(0, '', 'a list "rules" is expected');
      return;
    }
    const seen = new Set<unknown>();
    for (const [index, entry] of list.entries()) this.#readRule(entry, index, seen);
  }

  #readRule(entry: unknown, index: number, seen: Set<unknown>): void {
    const parsed = parseRule(entry);
    const id = (entry as { readonly id?: unknown } | null)?.id;
    if (id !== undefined && seen.has(id)) this.#ofRule(index, 'id', `two rules are called ${String(id)}`);
    seen.add(id);
    if (parsed.ok) this.rules.push(parsed.rule);
    else for (const { path, message } of parsed.faults) this.#ofRule(index, path, message);
  }

  #ofRule(index: number, path: string, message: string): void {
    const offset = offsetOf(this.#document, ['rules', index, ...keysOf(path)]);
    this.#fault(offset, `rules[${index}]${path && `.${path}`}`, message);
  }
}

/** Ids that several files have. */
function sharedIds(files: readonly ReadFile[]): string[] {
  const seen = new Set<string>();
  return files.flatMap(({ rules }) => {
    const own = [...new Set(rules.map(({ id }) => id))];
    const shared = own.filter((id) => seen.has(id));
    for (const id of own) seen.add(id);
    return shared.map((id) => `two rules are called ${id}`);
  });
}

/** The rules of YAML or JSON files (`rules: [...]`), and every fault of all files. */
export function parseRules(files: readonly RuleFile[]): ParsedRules {
  const read = files.map((file) => new ReadFile(file));
  const faults = [...read.flatMap((file) => file.faults), ...sharedIds(read)];
  return { ok: faults.length === 0, rules: read.flatMap(({ rules }) => rules), faults };
}

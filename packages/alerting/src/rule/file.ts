import type { AlertRule } from '@lanbi/model';
import { parseDocument } from 'yaml';
import { parseRule, type RuleFault } from './schema.ts';

export interface RuleFile {
  readonly name: string;
  readonly text: string;
}

export type ParsedRules =
  | { readonly ok: true; readonly rules: readonly AlertRule[] }
  | { readonly ok: false; readonly faults: readonly string[] };

const lineOf = (name: string, index: number, { path, message }: RuleFault): string =>
  `${name}: rules[${index}]${path && `.${path}`}: ${message}`;

function rulesIn({ name, text }: RuleFile, faults: string[]): AlertRule[] {
  const document = parseDocument(text);
  if (document.errors.length > 0) {
    faults.push(...document.errors.map(({ message }) => `${name}: ${message.split('\n')[0]}`));
    return [];
  }
  const content: unknown = document.toJS();
  const list = (content as { readonly rules?: unknown } | null)?.rules;
  if (!Array.isArray(list)) {
    faults.push(`${name}: a list "rules" is expected`);
    return [];
  }
  return list.flatMap((entry: unknown, index) => {
    const parsed = parseRule(entry);
    if (parsed.ok) return [parsed.rule];
    faults.push(...parsed.faults.map((fault) => lineOf(name, index, fault)));
    return [];
  });
}

/** The rules of YAML or JSON files (`rules: [...]`), all of them or every fault of all files. */
export function parseRules(files: readonly RuleFile[]): ParsedRules {
  const faults: string[] = [];
  const rules = files.flatMap((file) => rulesIn(file, faults));
  const seen = new Set<string>();
  for (const { id } of rules) {
    if (seen.has(id)) faults.push(`two rules are called ${id}`);
    seen.add(id);
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, rules };
}

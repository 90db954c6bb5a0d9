import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** A regular expression of the source, as it stands there. */
export interface Pattern {
  /** File and line, such as `packages/wire/src/hj212.ts:42`. */
  readonly at: string;
  readonly source: string;
  readonly flags: string;
}

/** A regular expression whose text is made at run time, so that no test can look at it. */
export interface Computed {
  readonly at: string;
  readonly text: string;
}

const root = fileURLToPath(new URL('../../', import.meta.url));

/** What runs in operation, and the helpers that all tests share. Tests read only what they wrote themselves. */
const FOLDERS = ['packages', 'services', 'infra', 'test/support'];
const SOURCE = ['.ts', '.mts', '.js', '.mjs', '.cjs'];

/** Folders that are made out of sources or installed. */
const MADE = ['node_modules', 'dist'];

const isTestFile = (path: string): boolean =>
  path.split('/').includes('test') && !path.startsWith('test/support/');

const filesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory() && !MADE.includes(entry.name)) return filesIn(`${folder}/${entry.name}`);
    return entry.isFile() ? [`${folder}/${entry.name}`] : [];
  });

/** Paths of every source file, relative to the root. */
export const sourceFiles = (): string[] =>
  FOLDERS.flatMap(filesIn).filter(
    (path) => SOURCE.some((ending) => path.endsWith(ending)) && !isTestFile(path),
  );

const isRegExpCall = (node: ts.Node): node is ts.NewExpression | ts.CallExpression =>
  (ts.isNewExpression(node) || ts.isCallExpression(node)) &&
  ts.isIdentifier(node.expression) &&
  node.expression.text === 'RegExp';

/** Source and flags of `RegExp('…', 'g')`; undefined where an argument is not a plain text. */
function ofCall(node: ts.NewExpression | ts.CallExpression): Omit<Pattern, 'at'> | undefined {
  const [source, flags] = node.arguments ?? [];
  if (!source || !ts.isStringLiteralLike(source)) return undefined;
  if (flags && !ts.isStringLiteralLike(flags)) return undefined;
  return { source: source.text, flags: flags?.text ?? '' };
}

/** Methods of a string that make a regular expression of a text. */
const MATCHERS = ['match', 'matchAll', 'search'];

/** The text of `text.match('…')`, which is compiled as a regular expression; undefined for any other call. */
function ofMatcher(node: ts.Node): string | undefined {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  const [source] = node.arguments;
  if (!MATCHERS.includes(node.expression.name.text) || !source) return undefined;
  return ts.isStringLiteralLike(source) ? source.text : undefined;
}

function ofLiteral(text: string): Omit<Pattern, 'at'> {
  const end = text.lastIndexOf('/');
  return { source: text.slice(1, end), flags: text.slice(end + 1) };
}

/** Every regular expression of one text, by the parser of TypeScript. */
export function patternsOf(path: string, text: string): { found: Pattern[]; computed: Computed[] } {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found: Pattern[] = [];
  const computed: Computed[] = [];
  const visit = (node: ts.Node): void => {
    const at = () => `${path}:${file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1}`;
    if (ts.isRegularExpressionLiteral(node)) found.push({ at: at(), ...ofLiteral(node.text) });
    else if (isRegExpCall(node)) {
      const known = ofCall(node);
      if (known) found.push({ at: at(), ...known });
      else computed.push({ at: at(), text: node.getText(file) });
    }
    const matched = ofMatcher(node);
    if (matched !== undefined) found.push({ at: at(), source: matched, flags: '' });
    ts.forEachChild(node, visit);
  };
  visit(file);
  return { found, computed };
}

/** Every regular expression of the source, and those that are made at run time. */
export function allPatterns(): {
  readonly found: readonly Pattern[];
  readonly computed: readonly Computed[];
} {
  const each = sourceFiles().map((path) => patternsOf(path, readFileSync(join(root, path), 'utf8')));
  return { found: each.flatMap(({ found }) => found), computed: each.flatMap(({ computed }) => computed) };
}

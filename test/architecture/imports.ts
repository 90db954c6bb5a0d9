import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export const root: string = fileURLToPath(new URL('../../', import.meta.url));

/** A source file with what it imports. */
export interface SourceFile {
  /** Relative to the root. */
  readonly path: string;
  readonly text: string;
  /** Packages and built-in modules, by the name that is imported. */
  readonly packages: readonly string[];
  /** Files of the repository, relative to the root. */
  readonly files: readonly string[];
}

function specifiersOf(path: string, text: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const declared = ts.isImportDeclaration(node) || ts.isExportDeclaration(node);
    const from = declared ? node.moduleSpecifier : undefined;
    if (from && ts.isStringLiteral(from)) found.push(from.text);
    const [called] = ts.isCallExpression(node) ? node.arguments : [];
    const isImport = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
    if (isImport && called && ts.isStringLiteral(called)) found.push(called.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest));
  return found;
}

/** The package of a specifier: `@lanbi/model` of `@lanbi/model/x`. */
const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

function readSource(path: string): SourceFile {
  const text = readFileSync(join(root, path), 'utf8');
  const specifiers = specifiersOf(path, text);
  return {
    path,
    text,
    packages: specifiers.filter((each) => !each.startsWith('.')).map(packageOf),
    files: specifiers
      .filter((each) => each.startsWith('.'))
      .map((each) => relative(root, resolve(root, dirname(path), each))),
  };
}

const pathsIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((each) => {
    const path = `${folder}/${each.name}`;
    if (each.isDirectory()) return each.name === 'node_modules' ? [] : pathsIn(path);
    return each.isFile() && /\.tsx?$/.test(each.name) ? [path] : [];
  });

/** The TypeScript files below a folder without installed packages; none where the folder is absent. */
export const sourcesIn = (folder: string): SourceFile[] =>
  existsSync(join(root, folder)) ? pathsIn(folder).map(readSource) : [];

/** Groups of files that import each other in a circle, types included. */
export function circlesOf(files: readonly SourceFile[]): string[][] {
  const next = new Map(files.map(({ path, files: to }) => [path, to]));
  const reached = (from: string): Set<string> => {
    const seen = new Set<string>();
    const open = [...(next.get(from) ?? [])];
    for (let path = open.pop(); path !== undefined; path = open.pop()) {
      if (seen.has(path)) continue;
      seen.add(path);
      open.push(...(next.get(path) ?? []));
    }
    return seen;
  };
  const reach = new Map(files.map(({ path }) => [path, reached(path)]));
  const circles = new Map<string, string[]>();
  for (const [path, to] of reach) {
    if (!to.has(path)) continue;
    const all = [...to].filter((other) => reach.get(other)?.has(path)).sort();
    circles.set(all.join(), all);
  }
  return [...circles.values()];
}

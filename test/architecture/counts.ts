import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { circlesOf, root, type SourceFile, sourcesIn } from './imports.ts';
import { RINGS } from './rings.ts';

/** Counts over the sources that show whether the code base becomes easier or harder to read. */
export interface Counts {
  readonly files: number;
  readonly lines: number;
  readonly testFiles: number;
  readonly testLines: number;
  readonly tests: number;
  readonly medianFunction: number;
  readonly longestFunction: number;
  readonly longestFunctionAt: string;
  /** `as` with a type other than `const`. */
  readonly casts: number;
  readonly looseSchemas: number;
  readonly inferredCasts: number;
  readonly indexSignatures: number;
  readonly circles: number;
  /** Exported names that two or more packages or files define. */
  readonly sharedNames: readonly string[];
  readonly relativeTestImports: number;
  readonly wordsPerCommentSentence: number;
  readonly wordsPerPageSentence: number;
}

const packages = RINGS.flat();
/** Of what runs in operation. */
const sourceFolders = packages.filter(({ forTests }) => !forTests).map(({ folder }) => `${folder}/src`);
/** Of tests and of what only tests use. */
const testFolders = [
  ...packages.map(({ folder, forTests }) => (forTests ? `${folder}/src` : `${folder}/test`)),
  'test',
];
/** Of a package, or the tests of the whole. */
const packageOf = (path: string): string =>
  path.startsWith('test/') ? 'test' : path.split('/').slice(0, 2).join('/');

const parse = ({ path, text }: SourceFile): ts.SourceFile =>
  ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);

const linesOf = (files: readonly SourceFile[]): number =>
  files.reduce((sum, { text }) => sum + text.split('\n').length - 1, 0);

const medianOf = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

const isFunction = (node: ts.Node): boolean =>
  ts.isFunctionDeclaration(node) ||
  ts.isFunctionExpression(node) ||
  ts.isArrowFunction(node) ||
  ts.isMethodDeclaration(node) ||
  ts.isConstructorDeclaration(node) ||
  ts.isGetAccessorDeclaration(node) ||
  ts.isSetAccessorDeclaration(node);

interface Found {
  readonly functions: { readonly lines: number; readonly at: string }[];
  readonly exported: { readonly name: string; readonly path: string }[];
  casts: number;
  inferredCasts: number;
}

function visitAll(files: readonly SourceFile[]): Found {
  const found: Found = { functions: [], exported: [], casts: 0, inferredCasts: 0 };
  for (const file of files) {
    const source = parse(file);
    const lineOf = (position: number): number => source.getLineAndCharacterOfPosition(position).line;
    const visit = (node: ts.Node): void => {
      if (isFunction(node)) {
        const start = lineOf(node.getStart(source));
        found.functions.push({ lines: lineOf(node.end) - start + 1, at: `${file.path}:${start + 1}` });
      }
      if (ts.isAsExpression(node) && node.type.getText(source) !== 'const') {
        found.casts += 1;
        if (/^z\.infer|^never$/.test(node.type.getText(source))) found.inferredCasts += 1;
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
    found.exported.push(...exportedOf(source).map((name) => ({ name, path: file.path })));
  }
  return found;
}

/** Names that a file declares and exports; not those that it passes on. */
function exportedOf(source: ts.SourceFile): string[] {
  return source.statements.flatMap((statement) => {
    const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
    if (!modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations.map(({ name }) => name.getText(source));
    const named = statement as ts.Statement & { readonly name?: ts.Identifier };
    return named.name ? [named.name.text] : [];
  });
}

const countOf = (files: readonly SourceFile[], pattern: RegExp): number =>
  files.reduce((sum, { text }) => sum + (text.match(pattern)?.length ?? 0), 0);

/** The words of comments; code and tags left out. */
const commentsOf = ({ text }: SourceFile): string[] =>
  [...text.matchAll(/\/\*\*([\s\S]*?)\*\//g)].map(([, body = '']) =>
    body
      .split('\n')
      .map((line) => line.replace(/^\s*\*?\s?/, ''))
      .filter((line) => !line.startsWith('@'))
      .join(' '),
  );

/** The prose of a page: no code, no tables, no headings. */
const proseOf = (markdown: string): string[] =>
  markdown
    .replace(/```[\s\S]*?```/g, '')
    .split('\n\n')
    .filter((block) => !/^\s*(\||#|<)/.test(block));

function wordsPerSentence(texts: readonly string[]): number {
  const lengths = texts
    .flatMap((text) => text.replace(/`[^`]*`/g, 'code').split(/[.;:?!](?:\s|$)/))
    .map((sentence) => sentence.split(/\s+/).filter((word) => /[a-z]/i.test(word)).length)
    .filter((words) => words > 1);
  return Math.round((lengths.reduce((sum, words) => sum + words, 0) / Math.max(1, lengths.length)) * 10) / 10;
}

function sharedOf(exported: Found['exported']): string[] {
  const paths = new Map<string, Set<string>>();
  for (const { name, path } of exported) paths.set(name, (paths.get(name) ?? new Set()).add(path));
  return [...paths].filter(([, files]) => files.size > 1).map(([name]) => name);
}

/** The pages of the repository, relative to its root. */
const PAGES = ['README.md', 'CONTRIBUTING.md', 'docs'];

/** Counts of the checkout. @param pages the text of each page */
export function countsOf(pages: readonly string[]): Counts {
  const sources = sourceFolders.flatMap(sourcesIn);
  const tests = testFolders.flatMap(sourcesIn);
  const found = visitAll(sources.filter(({ path }) => !path.startsWith('packages/client/')));
  const longest = found.functions.reduce((a, b) => (b.lines > a.lines ? b : a), { lines: 0, at: '' });
  return {
    files: sources.length,
    lines: linesOf(sources),
    testFiles: tests.length,
    testLines: linesOf(tests),
    tests: countOf(tests, /^\s*(?:it|test)(?:\.\w+(?:\([^)]*\))?)?\(/gm),
    medianFunction: medianOf(found.functions.map(({ lines }) => lines)),
    longestFunction: longest.lines,
    longestFunctionAt: longest.at,
    casts: found.casts,
    looseSchemas: countOf(sources, /looseObject\(/g),
    inferredCasts: found.inferredCasts,
    indexSignatures: countOf(
      sources.filter(({ path }) => path.startsWith('packages/client/')),
      /\[key: string\]/g,
    ),
    circles: sourceFolders.reduce((sum, folder) => sum + circlesOf(sourcesIn(folder)).length, 0),
    sharedNames: sharedOf(found.exported).sort(),
    relativeTestImports: tests.reduce(
      (sum, { path, files }) => sum + files.filter((to) => packageOf(to) !== packageOf(path)).length,
      0,
    ),
    wordsPerCommentSentence: wordsPerSentence(sources.flatMap(commentsOf)),
    wordsPerPageSentence: wordsPerSentence(pages.flatMap(proseOf)),
  };
}

export { PAGES };

export const pageText = (path: string): string => readFileSync(join(root, path), 'utf8');

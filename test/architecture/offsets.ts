import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { sourceFiles } from './patterns.ts';

/** A place in the source that takes an offset for a number. */
export interface Misuse {
  /** File and line, such as `packages/query/src/followed-log.ts:42`. */
  readonly at: string;
  readonly text: string;
}

const root = fileURLToPath(new URL('../../', import.meta.url));
const DEFINED_IN = 'packages/model/src/nouns/offset.ts';

/** Whoever writes a log and numbers its entries, or carries one to another process. */
export const ADAPTERS = [
  'packages/alerts-embedded/',
  'packages/feed/',
  'packages/spool/',
  'packages/store-embedded/',
  'packages/store-influx/',
  // Contract suites stand for the readers of a log, whose offsets they make.
  'packages/testkit/',
];

/** Functions that lead from numbers to offsets and back. */
const FOR_ADAPTERS = ['offsetAt', 'offsetNumber'];

const FORBIDDEN = new Set([
  ts.SyntaxKind.LessThanToken,
  ts.SyntaxKind.LessThanEqualsToken,
  ts.SyntaxKind.GreaterThanToken,
  ts.SyntaxKind.GreaterThanEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ts.SyntaxKind.PlusToken,
  ts.SyntaxKind.MinusToken,
]);

const isAdapter = (path: string): boolean => ADAPTERS.some((folder) => path.startsWith(folder));

const CONFIG: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2024,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  allowImportingTsExtensions: true,
  noEmit: true,
  strict: true,
  skipLibCheck: true,
  types: ['node'],
  typeRoots: [`${root}node_modules/@types`],
};

function isOffset(type: ts.Type): boolean {
  if (type.isUnion()) return type.types.some(isOffset);
  const file = type.symbol?.declarations?.[0]?.getSourceFile().fileName;
  return type.symbol?.name === 'Offset' && file?.endsWith(DEFINED_IN) === true;
}

const isNothing = (type: ts.Type): boolean =>
  (type.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null)) !== 0;

const calls = (node: ts.Node | undefined, name: string): node is ts.CallExpression =>
  node !== undefined &&
  ts.isCallExpression(node) &&
  ts.isIdentifier(node.expression) &&
  node.expression.text === name;

/** Says whether a node takes an offset for a number: an operator, a key of a map or set, a cast, the number
 * of its text, a function of adapters. */
function isMisuse(node: ts.Node, checker: ts.TypeChecker): boolean {
  if (ts.isBinaryExpression(node) && FORBIDDEN.has(node.operatorToken.kind)) {
    const types = [node.left, node.right].map((side) => checker.getTypeAtLocation(side));
    return types.some(isOffset) && !types.some(isNothing);
  }
  if (ts.isNewExpression(node) && ts.isIdentifier(node.expression)) {
    const made = checker.getTypeAtLocation(node);
    const [key] = checker.getTypeArguments(made as ts.TypeReference) ?? [];
    return ['Map', 'Set'].includes(node.expression.text) && key !== undefined && isOffset(key);
  }
  if (calls(node, 'Number')) return calls(node.arguments[0], 'encodeOffset');
  if (ts.isAsExpression(node)) return isOffset(checker.getTypeAtLocation(node.type));
  return ts.isIdentifier(node) && FOR_ADAPTERS.includes(node.text) && !ts.isImportSpecifier(node.parent);
}

function misusesIn(file: ts.SourceFile, path: string, checker: ts.TypeChecker): readonly Misuse[] {
  const found: Misuse[] = [];
  const visit = (node: ts.Node): void => {
    if (isMisuse(node, checker)) {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
      found.push({ at: `${path}:${line + 1}`, text: node.getText(file) });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** Offsets that are taken for numbers outside of adapters, in source files or in those that are given (from the root). */
export function offsetMisuses(paths: readonly string[] = sourceFiles()): readonly Misuse[] {
  const files = paths.filter(
    (path) => path.endsWith('.ts') && path !== DEFINED_IN && !isAdapter(path) && !path.startsWith('infra/'),
  );
  const program = ts.createProgram(
    files.map((path) => `${root}${path}`),
    CONFIG,
  );
  const checker = program.getTypeChecker();
  return files.flatMap((path) => {
    const file = program.getSourceFile(`${root}${path}`);
    return file ? misusesIn(file, path, checker) : [];
  });
}

import ts from 'typescript';
import type { SourceFile } from './imports.ts';

/**
 * Words that had a private meaning in this code base, with the term of the field that replaces each. They are banned in
 * identifiers, comments and sentences of strings: titles of tests, descriptions, messages.
 */
export const BANNED_WORDS: Readonly<Record<string, string>> = {
  books: 'message accounting, counters',
  breath: 'yield to the event loop',
  breathe: 'yield to the event loop',
  door: 'authenticator, topic authorization',
  gathered: 'aggregate',
  hears: 'subscriber',
  house: 'app',
  maybes: 'nullable column',
  patience: 'timeout',
  patient: 'poll',
  restated: 'backfill, simulation',
  scene: 'scenario',
  strike: 'kill',
  tallies: 'counts',
  tally: 'counts',
  tap: 'probe',
  teller: 'log publisher',
  tells: 'publisher, or a plain verb',
  tense: 'notification: current, amended, historical, retracted',
  told: 'notified, or a plain verb',
};

/** Words that are plain English in a comment and banned in identifiers alone. */
export const BANNED_NAMES: Readonly<Record<string, string>> = {
  'give way': 'priority gate',
  'go back': 'replay',
  'go on': 'advance',
  'go quiet': 'check absence',
  course: 'signal profile, diurnal profile',
  pace: 'adaptive batch size',
  settle: 'acknowledge, flush, commit or wait: one word each; a dead letter is settled',
  'slid body': 'aggregate',
  'taking in': 'ingest role',
  turn: 'scheduler, tick of the event loop',
  turns: 'scheduler, ticks of the event loop',
};

/** Members of other libraries and of the language: Playwright's `page.goBack()`. */
const FOREIGN: ReadonlySet<string> = new Set(['goBack']);

/** The words of a name: `goBack`, `GoBack`, `go_back` and `GO_BACK` are `go back`. */
const wordsOf = (name: string): string =>
  name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/[^A-Za-z]+/g, ' ')
    .trim()
    .toLowerCase();

const WORDS = new RegExp(`\\b(?:${Object.keys(BANNED_WORDS).join('|')})\\b`, 'g');
const NAMES = new RegExp(`\\b(?:${Object.keys(BANNED_NAMES).join('|')})\\b`, 'g');

function namesIn(source: ts.SourceFile): Set<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    const isForeign = ts.isPropertyAccessExpression(node.parent) && node.parent.name === node;
    if (ts.isPrivateIdentifier(node) || (ts.isIdentifier(node) && !(isForeign && FOREIGN.has(node.text))))
      names.add(node.text);
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(source, visit);
  return names;
}

function commentsIn(source: ts.SourceFile): string[] {
  const { text } = source;
  const ranges = new Map<number, string>();
  const visit = (node: ts.Node): void => {
    for (const { pos, end } of ts.getLeadingCommentRanges(text, node.getFullStart()) ?? [])
      ranges.set(pos, text.slice(pos, end));
    for (const { pos, end } of ts.getTrailingCommentRanges(text, node.getEnd()) ?? [])
      ranges.set(pos, text.slice(pos, end));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return [...ranges.values()];
}

/** SQL has the names of columns that were stored under earlier names. */
const SQL = /\b(?:SELECT|INSERT|UPDATE|CREATE|ALTER|DELETE)\b/;

/** Strings of more than one word, and the parts of templates. */
function sentencesIn(source: ts.SourceFile): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const isText =
      ts.isStringLiteralLike(node) ||
      ts.isTemplateHead(node) ||
      ts.isTemplateMiddleOrTemplateTail(node) ||
      ts.isJsxText(node);
    if (isText && /\w \w/.test(node.text) && !SQL.test(node.text)) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The banned words and names of a source file, each once. */
export function bannedIn({ path, text }: Pick<SourceFile, 'path' | 'text'>): string[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const names = [...namesIn(source)].map(wordsOf);
  const texts = [...commentsIn(source), ...sentencesIn(source)].map((text) =>
    text.replaceAll(/`[^`]*`/g, '').toLowerCase(),
  );
  const found = [
    ...names.flatMap((name) => [...(name.match(WORDS) ?? []), ...(name.match(NAMES) ?? [])]),
    ...texts.flatMap((text) => text.match(WORDS) ?? []),
  ];
  return [...new Set(found)].sort();
}

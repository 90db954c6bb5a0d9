import type { Block, Document } from './blocks.ts';

/** What Markdown or the HTML inside of it would take for more than text. */
const escaped = (text: string): string =>
  text
    .replace(/[\\`*_[\]#|~]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/\s+/g, ' ');

const row = (cells: readonly string[]): string => `| ${cells.map(escaped).join(' | ')} |`;

function blockOf(block: Block): string {
  if (block.kind === 'heading') return `## ${escaped(block.text)}`;
  if (block.kind === 'paragraph') return escaped(block.text);
  const { caption, head, rows } = block;
  const ruled = `|${head.map(() => '---').join('|')}|`;
  return [`**${escaped(caption)}**`, '', row(head), ruled, ...rows.map(row)].join('\n');
}

/** A document as Markdown with tables. */
export const markdownOf = ({ title, facts, blocks }: Document): string =>
  `${[
    `# ${escaped(title)}`,
    facts.map(([name, value]) => `- ${escaped(name)}: ${escaped(value)}`).join('\n'),
    ...blocks.map(blockOf),
  ].join('\n\n')}\n`;

import type { Block, Document } from './blocks.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (found) => ENTITIES[found] ?? found);

/** Everything that the page needs stands in it: it opens without a network, and from a file. */
const STYLE = `
:root { --ink: #1d2a2f; --faint: #5d6d73; --line: #cfd9dc; --deep: #0b5c6b; --pale: #eef5f6; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2.5rem 1.5rem 4rem; max-width: 60rem; color: var(--ink); background: #fff;
  font: 16px/1.65 "Noto Sans", "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
header { border-bottom: 3px solid var(--deep); margin-bottom: 1.5rem; }
h1 { font-size: 1.7rem; line-height: 1.3; margin: 0 0 .8rem; color: var(--deep); }
h2 { font-size: 1.2rem; margin: 2.2rem 0 .6rem; color: var(--deep); break-after: avoid; }
p { margin: .6rem 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: 0 0 1rem; font-size: .9rem; }
dt { color: var(--faint); } dd { margin: 0; }
.wide { overflow-x: auto; margin: 1rem 0 1.4rem; }
table { border-collapse: collapse; width: 100%; font-size: .88rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; padding: .3rem 0; }
th, td { padding: .32rem .55rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
thead th { background: var(--pale); border-bottom: 1.5px solid var(--deep); word-break: keep-all; }
td.n, th.n { text-align: right; }
td.n, td.v { white-space: nowrap; }
@page { size: A4; margin: 18mm 15mm; }
@media print {
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  .wide { overflow: visible; break-inside: avoid; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  thead th { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
`;

const isNumber = (cell: string): boolean => /^([-+−]?\d[\d.,]*( ?%)?|\d+ \/ \d+.*|—)$/.test(cell);
/** A number, and behind it its unit where it has one. */
const isValue = (cell: string): boolean => isNumber(cell) || /^[-+−]?\d[\d.,]* \S{1,12}$/.test(cell);

/**
 * The class of a column: of numbers (`n`), which stand at the right, or of values with their units (`v`); neither is
 * broken between lines. A dash is either; a column of dashes is one of numbers where its head says per cent.
 */
function kindOf(head: string, cells: readonly string[]): string {
  const values = cells.filter((cell) => cell !== '—');
  if (values.length === 0) return head.includes('%') ? ' class="n"' : '';
  if (values.every(isNumber)) return ' class="n"';
  return values.every(isValue) ? ' class="v"' : '';
}

function blockOf(block: Block): string {
  if (block.kind === 'heading') return `<h2>${escaped(block.text)}</h2>`;
  if (block.kind === 'paragraph') return `<p>${escaped(block.text)}</p>`;
  const { caption, head, rows } = block;
  const kinds = head.map((text, at) =>
    kindOf(
      text,
      rows.map((row) => row[at] ?? ''),
    ),
  );
  const cells = (row: readonly string[]) =>
    row.map((cell, at) => `<td${kinds[at] ?? ''}>${escaped(cell)}</td>`).join('');
  const heads = head.map((text, at) => `<th scope="col"${kinds[at] ?? ''}>${escaped(text)}</th>`).join('');
  const body = rows.map((row) => `<tr>${cells(row)}</tr>`).join('\n');
  return `<div class="wide"><table><caption>${escaped(caption)}</caption>
<thead><tr>${heads}</tr></thead>
<tbody>
${body}
</tbody></table></div>`;
}

/** A document as one page of HTML that prints on A4. */
export const htmlOf = ({ lang, title, facts, blocks }: Document): string => `<!doctype html>
<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>${escaped(title)}</h1>
<dl>${facts.map(([name, value]) => `<dt>${escaped(name)}</dt><dd>${escaped(value)}</dd>`).join('')}</dl>
</header>
<main>
${blocks.map(blockOf).join('\n')}
</main>
</body>
</html>
`;

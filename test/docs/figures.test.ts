import { readFileSync } from 'node:fs';
import { ALERT_FIGURES, FIGURE_CATALOGUE } from '@lanbi/query';
import { expect, it } from 'vitest';

const page = (name: string): string =>
  readFileSync(new URL(`../../docs/${name}.md`, import.meta.url), 'utf8');

/** The cells of the rows of the table under a head. */
function rowsUnder(text: string, head: string): readonly (readonly string[])[] {
  const [, below = ''] = text.split(`${head}\n`);
  const [table = ''] = below.split('\n\n');
  return table
    .split('\n')
    .slice(1)
    .map((row) => row.split('|').map((cell) => cell.trim()))
    .map((cells) => cells.slice(1, -1));
}

const codesIn = (cell = ''): readonly string[] =>
  [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);

it('docs/api.md has the catalogue of figures as it is', () => {
  const rows = rowsUnder(page('api'), '| family | of | span | tables |').map(([family = '', ...cells]) => [
    ...codesIn(family),
    ...cells,
  ]);
  expect(rows).toEqual(
    FIGURE_CATALOGUE.map(({ name, subjects, span, tables }) => [
      name,
      subjects.join(', '),
      span,
      tables.map((table) => `\`${table.name}\``).join(', '),
    ]),
  );
});

it('docs/alerts.md has every figure that a rule may watch, and of which subjects', () => {
  const rows = rowsUnder(page('alerts'), '| figure | of | value |').map(([figures, of = '']) => ({
    forms: codesIn(figures),
    of,
  }));
  // Names with a period of the calendar at their end stand in the text below the table.
  const figures = [...ALERT_FIGURES.values()].filter(({ form }) => !form.endsWith('.{calendar-period}'));
  for (const { form, values } of figures) {
    const row = rows.find(({ forms }) => forms.includes(form));
    const missing = [...values.keys()].filter((kind) => row?.of !== 'all' && !row?.of.includes(kind));
    expect([form, row !== undefined, missing]).toEqual([form, true, []]);
  }
});

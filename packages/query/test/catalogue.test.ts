import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ALERT_FIGURES, FIGURE_CATALOGUE } from '../src/index.ts';

const folder = fileURLToPath(new URL('../src/figures/', import.meta.url));

/** The families that the files of the folder define, by the name of their constant. */
const defined = readdirSync(folder).flatMap((file) =>
  [...readFileSync(`${folder}${file}`, 'utf8').matchAll(/^export const (\w+): FigureFamily</gm)].map(
    ([, name = '']) => ({ file, name }),
  ),
);
const listed = readFileSync(`${folder}catalogue.ts`, 'utf8');

const doubles = (names: readonly string[]): readonly string[] =>
  names.filter((name, at) => names.indexOf(name) !== at);

describe('the catalogue of figures', () => {
  it('has each family of the folder, one a file', () => {
    expect(defined.length).toBeGreaterThan(10);
    expect(defined.filter(({ name }) => !new RegExp(`^  ${name},$`, 'm').test(listed))).toEqual([]);
    expect(doubles(defined.map(({ file }) => file))).toEqual([]);
    expect(FIGURE_CATALOGUE).toHaveLength(defined.length);
  });

  it('names families and tables once, and each column once in its table', () => {
    const tables = FIGURE_CATALOGUE.flatMap((family) => family.tables);
    expect(doubles(FIGURE_CATALOGUE.map(({ name }) => name))).toEqual([]);
    expect(doubles(tables.map(({ name }) => name))).toEqual([]);
    for (const { name, columns } of tables)
      expect([name, doubles(columns.map((column) => column.name))]).toEqual([name, []]);
  });

  it('has one value of each name and kind of subject, and only kinds that the family is of', () => {
    const values = FIGURE_CATALOGUE.flatMap((family) => family.alertValues);
    expect(doubles(values.map(({ name, subject }) => `${name} of a ${subject}`))).toEqual([]);
    for (const { name, subjects, alertValues } of FIGURE_CATALOGUE)
      expect([name, alertValues.filter(({ subject }) => !subjects.includes(subject))]).toEqual([name, []]);
  });

  it('has values of one name on one scale, whatever the subject', () => {
    for (const { name, values } of ALERT_FIGURES.values())
      expect([
        name,
        new Set([...values.values()].map((value) => `${value.scale} ${value.form}`)).size,
      ]).toEqual([name, 1]);
  });
});

import { withShortNumbers } from '../core/digits.ts';
import type { ExplainedRow } from '../core/explained.ts';
import { type Name, nameOf, words } from '../words/words.ts';
import { Scroll } from './scroll.tsx';

/** Rows that the drawer shows; the CSV has all of them. */
const SHOWN = 60;

const isName = (value: object): value is Name => 'zh' in value && 'en' in value;

function shown(value: unknown): string {
  if (value === null || value === undefined) return '—';
  if (typeof value === 'number') return withShortNumbers(String(value));
  if (typeof value !== 'object') return String(value);
  if (isName(value)) return nameOf(value);
  return Object.values(value).map(shown).join(' ');
}

/** The rows that a figure is counted or averaged from, as the API has them. */
export function ExplainRows({ rows }: { readonly rows: readonly ExplainedRow[] }) {
  const w = words.value;
  const columns = [...new Set(rows.slice(0, SHOWN).flatMap((row) => Object.keys(row)))];
  return (
    <>
      <h3>
        {w.rowsTitle}
        {rows.length > SHOWN && <span class="quiet"> {w.rowsOf(SHOWN)}</span>}
      </h3>
      <Scroll label={w.rowsTitle} tall>
        <table class="list rows">
          <thead>
            <tr>
              {columns.map((column) => (
                <th scope="col" key={column}>
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, SHOWN).map((row, at) => (
              <tr key={at}>
                {columns.map((column) => (
                  <td key={column}>{shown(row[column])}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </>
  );
}

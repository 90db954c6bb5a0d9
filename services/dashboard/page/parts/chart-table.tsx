import type { ComponentChildren } from 'preact';
import { words } from '../words/words.ts';
import { Scroll } from './scroll.tsx';

interface ChartTableProps {
  readonly label: string;
  /** The heads of the columns. */
  readonly head: readonly string[];
  /** The rows of the body. */
  readonly children: ComponentChildren;
  readonly class?: string;
}

/** The numbers of a chart as a table below it, folded until somebody opens it. */
export function ChartTable({ label, head, children, class: name = '' }: ChartTableProps) {
  return (
    <details class="chart-table">
      <summary>{words.value.seriesTable}</summary>
      <Scroll label={label} tall>
        <table class={`list ${name}`}>
          <thead>
            <tr>
              {head.map((each) => (
                <th scope="col" key={each}>
                  {each}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{children}</tbody>
        </table>
      </Scroll>
    </details>
  );
}

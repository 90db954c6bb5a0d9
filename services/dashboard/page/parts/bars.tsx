import { narrow } from '../core/settings.ts';
import { ChartTable } from './chart-table.tsx';
import { Figure } from './figure.tsx';

/** A bar: its label, and its value or nothing. */
export interface Bar {
  readonly label: string;
  readonly value: number | undefined;
}

interface BarsProps {
  readonly label: string;
  readonly bars: readonly Bar[];
  readonly decimals: number;
  /** What the labels are. */
  readonly axis: string;
}

const [HEIGHT, FOOT, HEAD] = [208, 40, 18];
/** Letters keep their size: a narrow page has a drawing of fewer pixels, not a smaller one. */
const WIDTHS = { wide: 560, narrow: 340 } as const;
/** Room that a letter of a label or number takes, and what is left between two. */
const [LETTER, SPACE] = [7, 6];

/** Bars with their numbers, drawn without a library: they print, and a table beside says the same. */
export function Bars({ label, bars, decimals, axis }: BarsProps) {
  const top = Math.max(...bars.map(({ value }) => value ?? 0), 1e-9);
  const width = narrow.value ? WIDTHS.narrow : WIDTHS.wide;
  const step = width / bars.length;
  // Where there is no room for all labels every second or third bar has one.
  const texts = bars.flatMap(({ label: name, value }) => [name, value?.toFixed(decimals) ?? '']);
  const longest = Math.max(...texts.map((text) => text.length));
  const every = Math.max(1, Math.ceil((longest * LETTER + SPACE) / step));
  const room = HEIGHT - FOOT - HEAD;
  return (
    <svg class="bars" viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={label}>
      {bars.map(({ label: name, value }, at) => {
        const height = value === undefined ? 0 : (value / top) * room;
        const middle = (at + 0.5) * step;
        return (
          <g key={name}>
            <rect
              x={at * step + step * 0.12}
              y={HEAD + room - height}
              width={step * 0.76}
              height={height}
              rx="2"
            />
            {at % every === 0 && (
              <text x={middle} y={HEIGHT - 24}>
                {name}
              </text>
            )}
            {value !== undefined && at % every === 0 && (
              <text x={middle} y={HEAD + room - height - 4} class="value">
                {value.toFixed(decimals)}
              </text>
            )}
          </g>
        );
      })}
      <text x={width / 2} y={HEIGHT - 5} class="axis">
        {axis}
      </text>
    </svg>
  );
}

interface BarsTableProps extends Omit<BarsProps, 'axis'> {
  readonly head: readonly [string, string];
  /** The call that the numbers are from. */
  readonly path: string;
}

/** The same numbers as rows. */
export function BarsTable({ label, bars, decimals, head, path }: BarsTableProps) {
  return (
    <ChartTable label={label} head={head}>
      {bars.map(({ label: name, value }) => {
        const text = value === undefined ? '—' : value.toFixed(decimals);
        return (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>
              <Figure path={path} label={`${label} ${name} ${text}`}>
                {text}
              </Figure>
            </td>
          </tr>
        );
      })}
    </ChartTable>
  );
}

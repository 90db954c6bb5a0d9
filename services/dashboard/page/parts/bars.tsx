/** A bar: its label, and its value or nothing. */
export interface Bar {
  readonly label: string;
  readonly value: number | undefined;
}

interface BarsProps {
  readonly label: string;
  readonly bars: readonly Bar[];
  readonly decimals: number;
}

const [WIDTH, HEIGHT, FOOT, HEAD] = [720, 190, 22, 18];

/** Bars with their numbers, drawn without a library: they print, and a table beside says the same. */
export function Bars({ label, bars, decimals }: BarsProps) {
  const top = Math.max(...bars.map(({ value }) => value ?? 0), 1e-9);
  const step = WIDTH / bars.length;
  const room = HEIGHT - FOOT - HEAD;
  return (
    <svg class="bars" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
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
            <text x={middle} y={HEIGHT - 6}>
              {name}
            </text>
            {value !== undefined && (
              <text x={middle} y={HEAD + room - height - 4} class="value">
                {value.toFixed(decimals)}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}

/** The same numbers as rows. */
export function BarsTable({
  bars,
  decimals,
  head,
}: BarsProps & { readonly head: readonly [string, string] }) {
  return (
    <table class="list">
      <thead>
        <tr>
          <th scope="col">{head[0]}</th>
          <th scope="col">{head[1]}</th>
        </tr>
      </thead>
      <tbody>
        {bars.map(({ label, value }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>{value === undefined ? '—' : value.toFixed(decimals)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

import { useEffect, useRef, useState } from 'preact/hooks';
import type { ChartData } from '../core/draw.ts';
import { limitColour, shownLimits } from '../core/limits.ts';
import { words } from '../words/words.ts';

/** The names of the limits of a chart, for a width that has no room for them beside the lines. */
function LimitKey({ data }: { readonly data: ChartData }) {
  return (
    <ul class="limit-key">
      {shownLimits(data).map(({ value, text, colour }) => (
        <li key={value}>
          <i style={{ borderColor: limitColour(colour) }} />
          {text}
        </li>
      ))}
    </ul>
  );
}

/** A line chart. The library is loaded when the first chart is shown; the table beside it has the same figures. */
export function Chart({ data, label }: { readonly data: ChartData; readonly label: string }) {
  const box = useRef<HTMLDivElement>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let ended = false;
    let dispose = (): void => undefined;
    import('../core/draw.ts')
      .then(({ draw }) => {
        if (!ended && box.current) dispose = draw(box.current, data);
      })
      .catch(() => setFailed(true));
    return () => {
      ended = true;
      dispose();
    };
  }, [JSON.stringify(data)]);
  if (failed) return <p class="notice">{words.value.chartFailed}</p>;
  return (
    <div class="charted">
      <div class="chart" ref={box} role="img" aria-label={label} />
      <LimitKey data={data} />
    </div>
  );
}

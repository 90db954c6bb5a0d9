import { useEffect, useRef, useState } from 'preact/hooks';
import type { ChartData } from '../core/draw.ts';
import { words } from '../words/words.ts';

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
  return <div class="chart" ref={box} role="img" aria-label={label} />;
}

import { LineChart } from 'echarts/charts';
import { GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([LineChart, GridComponent, MarkLineComponent, TooltipComponent, SVGRenderer]);

export interface ChartData {
  readonly unit: string;
  /** Time in ms, and the value; null is a gap. */
  readonly points: readonly (readonly [at: number, value: number | null])[];
  readonly limits: readonly { readonly value: number; readonly text: string; readonly colour?: string }[];
}

/** Colours of the document: they change with its appearance, and on paper. */
const [INK, QUIET, LINE, ACCENT, SURFACE] = ['ink', 'quiet', 'line', 'accent', 'surface'].map(
  (name) => `var(--${name})`,
) as [string, string, string, string, string];

/** Axes and tooltips show the time of the city, whatever the zone of the browser. */
const CITY_MS = 8 * 3_600_000;

/** The next of 1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8 times a power of ten. */
function roundTop(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((each) => each * power >= value) ?? 10;
  return Number((step * power).toPrecision(3));
}

/** Draws a line chart into an element; answers what removes it. */
export function draw(element: HTMLElement, { points, limits, unit }: ChartData): () => void {
  const { fontFamily } = getComputedStyle(element);
  const chart = init(element, undefined, { renderer: 'svg' });
  const values = points.flatMap(([, value]) => (value === null ? [] : [value]));
  const top = Math.max(...values, 0);
  // The first limit above the values is shown, those far above are not.
  const shown = limits.filter(({ value }, at) => value <= top * 1.15 || (limits[at - 1]?.value ?? 0) <= top);
  chart.setOption({
    animation: false,
    useUTC: true,
    textStyle: { fontFamily, color: INK },
    grid: { left: 44, right: 132, top: 26, bottom: 28 },
    tooltip: {
      trigger: 'axis',
      backgroundColor: SURFACE,
      textStyle: { color: INK },
      borderColor: LINE,
    },
    xAxis: {
      type: 'time',
      axisLabel: { color: QUIET, hideOverlap: true },
      axisLine: { lineStyle: { color: LINE } },
    },
    yAxis: {
      type: 'value',
      name: unit,
      nameTextStyle: { color: QUIET },
      max: roundTop(Math.max(top, ...shown.map(({ value }) => value)) * 1.02 || 1),
      axisLabel: { color: QUIET, formatter: (value: number) => String(Math.round(value * 1000) / 1000) },
      splitLine: { lineStyle: { color: LINE, opacity: 0.5 } },
    },
    series: [
      {
        type: 'line',
        data: points.map(([at, value]) => [at + CITY_MS, value]),
        connectNulls: false,
        showSymbol: points.length < 120,
        symbolSize: 4,
        lineStyle: { width: 2, color: ACCENT },
        itemStyle: { color: ACCENT },
        markLine: {
          silent: true,
          symbol: 'none',
          data: shown.map(({ value, text, colour: of }) => ({
            yAxis: value,
            lineStyle: { type: 'dashed', color: of ?? QUIET, width: 1.5 },
            label: { formatter: text, color: INK, position: 'end', fontSize: 11 },
          })),
        },
      },
    ],
  });
  const watch = new ResizeObserver(() => chart.resize());
  watch.observe(element);
  return () => {
    watch.disconnect();
    chart.dispose();
  };
}

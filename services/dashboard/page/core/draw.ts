import { LineChart } from 'echarts/charts';
import { GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { type ChartLimit, limitColour, shownLimits } from './limits.ts';
import { tickText, timeTicks } from './ticks.ts';

use([LineChart, GridComponent, MarkLineComponent, TooltipComponent, SVGRenderer]);

/** What marks a point: a shape of its own, since colour alone says nothing to some. */
export type PointMark = 'suspect' | 'corrected';
/** Time in ms, and the value; null is a gap. */
export type Point = readonly [at: number, value: number | null, mark?: PointMark | undefined];

export interface Line {
  readonly name: string;
  readonly points: readonly Point[];
}

export interface ChartData {
  readonly unit: string;
  readonly points: readonly Point[];
  /** What the line is, where there is another one. */
  readonly name?: string;
  /** A line beside it, dotted. */
  readonly other?: Line;
  readonly limits: readonly ChartLimit[];
}

/** Colours of the document: they change with its appearance, and on paper. */
const [INK, QUIET, LINE, ACCENT, SURFACE, BAD] = [
  ...['ink', 'quiet', 'line', 'accent', 'surface', 'bad'].map((name) => `var(--${name})`),
] as [string, string, string, string, string, string];

/** Axes and tooltips show the time of the city, whatever the zone of the browser. */
const CITY_MS = 8 * 3_600_000;

/** A label of the time axis and the space beside it. */
const LABEL_PX = 64;

/** Below this width there is no room beside a chart. */
const TIGHT_PX = 520;

/** The next of 1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8 times a power of ten. */
function roundTop(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((each) => each * power >= value) ?? 10;
  return Number((step * power).toPrecision(3));
}

const SYMBOLS: Readonly<Record<PointMark, string>> = { suspect: 'triangle', corrected: 'diamond' };

const isAbsent = (point: Point | undefined): boolean => point === undefined || point[1] === null;

/** A point as the chart takes it; one with a mark is larger and has its shape, and one between gaps is seen. */
const datum = ([at, value, mark]: Point, index: number, all: readonly Point[]) =>
  mark === undefined
    ? isAbsent(all[index - 1]) && isAbsent(all[index + 1])
      ? { value: [at + CITY_MS, value], symbol: 'circle', symbolSize: 5 }
      : { value: [at + CITY_MS, value] }
    : { value: [at + CITY_MS, value], symbol: SYMBOLS[mark], symbolSize: 11, itemStyle: { color: BAD } };

/** Points without marks are drawn where there is room for them. */
const lineOf = ({ name, points }: Line, colour: string, type: 'solid' | 'dotted') => ({
  ...{ type: 'line', name, data: points.map(datum), connectNulls: false },
  symbol: points.length < 120 ? 'emptyCircle' : 'none',
  ...{ showSymbol: true, symbolSize: 4 },
  lineStyle: { width: 2, color: colour, type },
  itemStyle: { color: colour },
});

/** What is drawn on an element of a width, in the font of the page. */
interface Canvas {
  readonly fontFamily: string;
  /** On a phone the limits have their values beside the chart, and their names in a key below. */
  readonly tight: boolean;
  readonly width: number;
}

function valueAxis(unit: string, top: number) {
  return {
    type: 'value',
    name: unit,
    nameTextStyle: { color: QUIET },
    max: roundTop(top * 1.02 || 1),
    axisLabel: { color: QUIET, formatter: (value: number) => String(Math.round(value * 1000) / 1000) },
    splitLine: { lineStyle: { color: LINE, opacity: 0.5 } },
  };
}

/** Labels of dates and hours stand at steps of one length. */
function timeAxis(points: readonly Point[], width: number) {
  const from = (points[0]?.[0] ?? 0) + CITY_MS;
  const to = (points.at(-1)?.[0] ?? 0) + CITY_MS;
  const customValues = timeTicks(from, to, Math.floor(width / LABEL_PX));
  return {
    type: 'time',
    axisTick: { customValues },
    axisLabel: { color: QUIET, hideOverlap: true, customValues, formatter: tickText },
    axisLine: { lineStyle: { color: LINE } },
  };
}

/** Lines of limits, with their names. */
const limitLines = (limits: ChartData['limits'], tight: boolean) => ({
  silent: true,
  symbol: 'none',
  data: limits.map(({ value, text, colour }) => ({
    yAxis: value,
    lineStyle: { type: 'dashed', color: limitColour(colour), width: 1.5 },
    label: { formatter: tight ? String(value) : text, color: INK, position: 'end', fontSize: 11 },
  })),
});

function chartOption(data: ChartData, { fontFamily, tight, width }: Canvas) {
  const { points, unit, name = unit, other } = data;
  const values = [...points, ...(other?.points ?? [])].flatMap(([, value]) =>
    value === null ? [] : [value],
  );
  const top = Math.max(...values, 0);
  const shown = shownLimits(data);
  return {
    animation: false,
    useUTC: true,
    textStyle: { fontFamily, color: INK },
    grid: { left: 44, right: shown.length === 0 ? 24 : tight ? 40 : 158, top: 26, bottom: 28 },
    tooltip: {
      trigger: 'axis',
      backgroundColor: SURFACE,
      textStyle: { color: INK },
      borderColor: LINE,
    },
    xAxis: timeAxis(points, width),
    yAxis: valueAxis(unit, Math.max(top, ...shown.map(({ value }) => value))),
    series: [
      { ...lineOf({ name, points }, ACCENT, 'solid'), markLine: limitLines(shown, tight) },
      ...(other ? [lineOf(other, INK, 'dotted')] : []),
    ],
  };
}

/** Draws a line chart into an element; answers what removes it. */
export function draw(element: HTMLElement, data: ChartData): () => void {
  const { fontFamily } = getComputedStyle(element);
  const chart = init(element, undefined, { renderer: 'svg' });
  const show = (): void => {
    const width = element.clientWidth;
    chart.setOption(chartOption(data, { fontFamily, width, tight: width < TIGHT_PX }));
  };
  show();
  const watch = new ResizeObserver(() => {
    chart.resize();
    show();
  });
  watch.observe(element);
  return () => {
    watch.disconnect();
    chart.dispose();
  };
}

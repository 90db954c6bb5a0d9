import { colourOf, css } from '../../core/colour.ts';
import type { Bound } from '../../core/data.ts';
import type { ChartData } from '../../core/draw.ts';
import { nameOf } from '../../words/words.ts';

/** The upper ends of the categories as lines of a chart. */
export const categoryLimits = (categories: readonly Bound[]): ChartData['limits'] =>
  categories.flatMap(({ upTo, rgb, level, ...name }) => {
    const colour = colourOf(rgb, level);
    if (upTo === null) return [];
    return [{ value: upTo, text: `${nameOf(name)} ≤ ${upTo}`, ...(colour && { colour: css(colour) }) }];
  });

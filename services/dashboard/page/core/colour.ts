import { palette } from './settings.ts';

export type Rgb = readonly [number, number, number];

/** Colours by rank, 1 the best, that differ in lightness first (viridis). */
const CVD: readonly Rgb[] = [
  [253, 231, 37],
  [122, 209, 81],
  [34, 168, 132],
  [42, 120, 142],
  [65, 68, 135],
  [68, 1, 84],
];

/** The colours that the assessment of water names. */
const NAMED: Readonly<Record<string, Rgb>> = {
  blue: [0, 119, 200],
  green: [0, 160, 80],
  yellow: [255, 214, 0],
  orange: [245, 130, 32],
  red: [220, 30, 40],
};

/** The colour of a rank in the palette that the reader chose. */
export function colourOf(national: Rgb | undefined, rank: number): Rgb | undefined {
  if (national === undefined) return undefined;
  return palette.value === 'cvd' ? CVD[Math.min(Math.max(rank, 1), CVD.length) - 1] : national;
}

export const namedColour = (name: string): Rgb | undefined => NAMED[name];
export const css = ([r, g, b]: Rgb): string => `rgb(${r} ${g} ${b})`;

const channel = (value: number): number => {
  const share = value / 255;
  return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
};
const luminance = ([r, g, b]: Rgb): number => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);

/** Black or white, whichever has more contrast (WCAG 2.2, 1.4.3). */
export function inkOn(colour: Rgb): '#000' | '#fff' {
  const light = luminance(colour);
  return (light + 0.05) / 0.05 >= 1.05 / (light + 0.05) ? '#000' : '#fff';
}

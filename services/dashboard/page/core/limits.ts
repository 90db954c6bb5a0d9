/** A limit of a chart, drawn as a line. */
export interface ChartLimit {
  readonly value: number;
  readonly text: string;
  readonly colour?: string;
}

/** Time and value of each point. */
type Points = readonly (readonly [at: number, value: number | null, ...unknown[]])[];

interface Limited {
  readonly points: Points;
  readonly other?: { readonly points: Points };
  readonly limits: readonly ChartLimit[];
}

/** The limits that a chart shows: those that its values come near to, and the first above. */
export function shownLimits({ points, other, limits }: Limited): readonly ChartLimit[] {
  const top = Math.max(0, ...[...points, ...(other?.points ?? [])].map(([, value]) => value ?? 0));
  return limits.filter(({ value }, at) => value <= top * 1.15 || (limits[at - 1]?.value ?? 0) <= top);
}

/** The colour of a category with some ink in it: yellow alone is not seen on white. */
export const limitColour = (colour: string | undefined): string =>
  colour === undefined ? 'var(--quiet)' : `color-mix(in srgb, ${colour} 72%, var(--ink))`;

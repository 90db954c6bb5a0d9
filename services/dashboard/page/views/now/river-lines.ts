import type { LatestSection, Location } from '../../core/data.ts';
import type { Projection } from './projection.ts';

/** Lines along the sections of a river, to the middle of its lake. */
export function riverLines(
  sections: readonly LatestSection[],
  inflows: ReadonlyMap<string, string>,
  projection: Projection,
): string[] {
  const rivers = new Map<string, LatestSection[]>();
  const lakes = new Map<string, LatestSection[]>();
  for (const section of sections) {
    if (section.river) rivers.set(section.river, [...(rivers.get(section.river) ?? []), section]);
    if (section.lake) lakes.set(section.lake, [...(lakes.get(section.lake) ?? []), section]);
  }
  const middle = (of: readonly LatestSection[]): Location[] => {
    const found = of.flatMap(({ location }) => (location ? [location] : []));
    const mean = (pick: (each: Location) => number) =>
      found.reduce((sum, each) => sum + pick(each), 0) / found.length;
    return found.length === 0 ? [] : [{ lat: mean(({ lat }) => lat), lon: mean(({ lon }) => lon) }];
  };
  return [...rivers].flatMap(([river, along]) => {
    const line = along
      .toSorted((a, b) => (a.km ?? 0) - (b.km ?? 0))
      .flatMap(({ location }) => (location ? [location] : []));
    const all = [...line, ...middle(lakes.get(inflows.get(river) ?? '') ?? [])];
    return all.length < 2
      ? []
      : [
          all
            .map((each) => projection.of(each))
            .map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`)
            .join(' '),
        ];
  });
}

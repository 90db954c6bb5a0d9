import { useLoad } from '../../core/load.ts';
import { site } from '../../core/site.ts';
import { type Name, nameOf, words } from '../../words/words.ts';
import type { Projection } from './projection.ts';

type Point = readonly [lon: number, lat: number];

interface BaseShape {
  readonly kind: 'boundary' | 'water' | 'other';
  readonly area: boolean;
  readonly lines: readonly (readonly Point[])[];
}

interface Source {
  readonly attribution: Name;
  readonly reviewNumber?: string;
}

/** The map of the user, in WGS 84 as the locations of the registry are. */
export interface BaseMap {
  readonly shapes: readonly BaseShape[];
  readonly sources: readonly Source[];
}

async function loadBase(): Promise<BaseMap> {
  const response = await fetch('/page/map');
  if (!response.ok) throw new Error(`the map was answered with ${response.status}`);
  return (await response.json()) as BaseMap;
}

const NONE = async (): Promise<BaseMap | undefined> => undefined;

/** The map of the user; undefined where there is none, and until it is there. */
export function useBaseMap(): BaseMap | undefined {
  const has = site.value.map;
  return useLoad(has ? 'base map' : 'no base map', has ? loadBase : NONE).value;
}

interface BaseShapesProps {
  readonly shapes: readonly BaseShape[];
  readonly projection: Projection;
}

/** Boundaries and waters below the markers. */
export function BaseShapes({ shapes, projection }: BaseShapesProps) {
  const path = ({ area, lines }: BaseShape): string =>
    lines
      .map((line) => {
        const points = line.map(([lon, lat]) => projection.of({ lat, lon }));
        return `M${points.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}${area ? 'Z' : ''}`;
      })
      .join('');
  return (
    <g class="base">
      {shapes.map((shape, at) => (
        <path key={at} d={path(shape)} class={`${shape.kind}${shape.area ? ' area' : ''}`} />
      ))}
    </g>
  );
}

/** Whose map it is, and under which number it was reviewed. */
export function Attribution({ sources }: { readonly sources: readonly Source[] }) {
  const w = words.value;
  return (
    <ul class="attribution">
      {sources.map(({ attribution, reviewNumber }) => (
        <li key={`${nameOf(attribution)} ${reviewNumber}`}>
          {nameOf(attribution)}
          {reviewNumber !== undefined && ` · ${w.reviewNumber}${w.colon}${reviewNumber}`}
        </li>
      ))}
    </ul>
  );
}

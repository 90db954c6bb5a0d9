import { fromGcj02 } from './datum.ts';
import type { GeoPosition, MAP_KINDS, MapFile } from './schema.ts';

/** Longitude and latitude in WGS 84, to a hundred-thousandth of a degree: a metre. */
type Point = readonly [lon: number, lat: number];

/** What is drawn below the stations: open lines, and rings that are filled where they are of an area. */
export interface MapShape {
  readonly kind: (typeof MAP_KINDS)[number];
  readonly area: boolean;
  readonly lines: readonly (readonly Point[])[];
}

export interface MapSource {
  readonly attribution: { readonly zh: string; readonly en: string };
  /** 审图号, the number under which the map was reviewed. */
  readonly reviewNumber?: string;
}

/** A background map of the user, in WGS 84 whatever its files have. */
export interface CityMap {
  readonly shapes: readonly MapShape[];
  readonly sources: readonly MapSource[];
}

const DECIMALS = 5;
const rounded = (value: number): number => Number(value.toFixed(DECIMALS));

function pointOf([lon = 0, lat = 0]: GeoPosition, datum: MapFile['datum']): Point {
  const [x, y] = datum === 'GCJ-02' ? fromGcj02(lon, lat) : [lon, lat];
  return [rounded(x), rounded(y)];
}

function linesOf(geometry: MapFile['features'][number]['geometry']): readonly (readonly GeoPosition[])[] {
  if (geometry.type === 'LineString') return [geometry.coordinates];
  if (geometry.type === 'MultiPolygon') return geometry.coordinates.flat();
  return geometry.coordinates;
}

/** The shapes of a file. */
export const shapesOf = ({ features, datum }: MapFile): MapShape[] =>
  features.map(({ geometry, properties }) => ({
    kind: properties?.kind ?? 'other',
    area: geometry.type.endsWith('Polygon'),
    lines: linesOf(geometry).map((line) => line.map((each) => pointOf(each, datum))),
  }));

export function sourceOf({ attribution, reviewNumber }: MapFile): MapSource {
  const both = typeof attribution === 'string' ? { zh: attribution, en: attribution } : attribution;
  return { attribution: both, ...(reviewNumber !== undefined && { reviewNumber }) };
}

import type { Location } from '../../core/data.ts';
import type { Point } from './spread.ts';

export interface Projection {
  readonly width: number;
  readonly height: number;
  of(location: Location): Point;
  /** Length of a scale bar: whole kilometres, and pixels. */
  readonly bar: { readonly km: number; readonly px: number };
}

const KM_A_DEGREE = 111.32;
const BARS_KM = [1, 2, 5, 10, 20, 50, 100, 200, 500];

/** An equirectangular projection that fits all places into a width; undefined without places. */
export function projectionFor(
  places: readonly Location[],
  width: number,
  margin: number,
  least = 320,
  most = 720,
): Projection | undefined {
  if (places.length === 0) return undefined;
  const lats = places.map(({ lat }) => lat);
  const lons = places.map(({ lon }) => lon);
  const [south, north] = [Math.min(...lats), Math.max(...lats)];
  const [west, east] = [Math.min(...lons), Math.max(...lons)];
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
  // One place alone has an extent too.
  const wide = Math.max((east - west) * shrink, 0.02);
  const high = Math.max(north - south, 0.02);
  const scale = Math.min((width - 2 * margin) / wide, (most - 2 * margin) / high);
  const height = Math.max(least, high * scale + 2 * margin);
  const [left, top] = [(width - wide * scale) / 2, (height - high * scale) / 2];
  const pxAKm = scale / KM_A_DEGREE;
  const km = BARS_KM.findLast((each) => each * pxAKm <= width / 5) ?? 1;
  return {
    width,
    height,
    bar: { km, px: km * pxAKm },
    of: ({ lat, lon }) => ({ x: left + (lon - west) * shrink * scale, y: top + (north - lat) * scale }),
  };
}

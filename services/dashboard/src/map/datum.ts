import * as packaged from 'gcoord';

interface Gcoord {
  readonly GCJ02: unknown;
  readonly WGS84: unknown;
  transform(position: [number, number], from: unknown, to: unknown): [number, number];
}

/** The types of the package are those of its ES module; Node loads its CommonJS form, whose exports are the default. */
const gcoord = packaged.default as unknown as Gcoord;

/** Longitude and latitude in WGS 84 of a position in GCJ-02, which differ within China by some hundred metres. */
export const fromGcj02 = (lon: number, lat: number): readonly [lon: number, lat: number] =>
  gcoord.transform([lon, lat], gcoord.GCJ02, gcoord.WGS84);

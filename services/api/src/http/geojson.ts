import * as z from 'zod';

export const GEOJSON = 'application/geo+json';

/** A position in degrees (WGS 84), as the registry has it. */
interface Place {
  readonly lat: number;
  readonly lon: number;
}

const geometry = z
  // Not a tuple: some readers of OpenAPI 3.1 do not take `prefixItems` here.
  .object({ type: z.literal('Point'), coordinates: z.array(z.number()).length(2) })
  .describe('longitude, latitude (WGS 84)');

/** RFC 7946. */
export const featureCollection = (properties: z.ZodType, meta: z.ZodType) =>
  z.object({
    type: z.literal('FeatureCollection'),
    features: z.array(
      z.object({ type: z.literal('Feature'), id: z.string(), geometry: geometry.nullable(), properties }),
    ),
    meta,
  });

export const featureOf = (id: string, location: Place | undefined, properties: object): object => ({
  type: 'Feature',
  id,
  geometry: location ? { type: 'Point', coordinates: [location.lon, location.lat] } : null,
  properties,
});

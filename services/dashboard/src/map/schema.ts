import * as z from 'zod';

/** Longitude and latitude, in this order (RFC 7946, 3.1.1); a height behind them is left out. */
const position = z
  .array(z.number())
  .min(2)
  .max(3)
  .refine(([lon = 0, lat = 0]) => Math.abs(lon) <= 180 && Math.abs(lat) <= 90, {
    error: 'a position is [longitude, latitude] in degrees',
  });
const line = z.array(position).min(2);
const ring = z.array(position).min(4);

const geometry = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('LineString'), coordinates: line }),
  z.looseObject({ type: z.literal('MultiLineString'), coordinates: z.array(line) }),
  z.looseObject({ type: z.literal('Polygon'), coordinates: z.array(ring) }),
  z.looseObject({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring)) }),
]);

export const MAP_KINDS = ['boundary', 'water', 'other'] as const;

const feature = z.looseObject({
  type: z.literal('Feature'),
  geometry,
  properties: z
    .looseObject({ kind: z.enum(MAP_KINDS).optional() })
    .nullable()
    .optional(),
});

const text = z.string().min(1).max(300);
const name = z.union([text, z.strictObject({ zh: text, en: text })], { error: 'a text or {zh, en}' });

export const DATUMS = ['WGS 84', 'GCJ-02'] as const;

/** A GeoJSON collection of features with three members of ours beside it. */
export const mapFile = z.looseObject({
  type: z.literal('FeatureCollection'),
  datum: z.enum(DATUMS, { error: 'say which coordinates the file has: "datum": "WGS 84" or "GCJ-02"' }),
  attribution: name,
  reviewNumber: text.optional(),
  features: z.array(feature),
});

export type MapFile = z.infer<typeof mapFile>;
export type GeoPosition = z.infer<typeof position>;

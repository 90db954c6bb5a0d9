import { AIR_PARAMETERS, ID_PATTERN, type ParameterCode, WATER_PARAMETERS } from '@lanbi/model';
import * as z from 'zod';
import { dated, days } from './dates.ts';

const id = z.string().regex(ID_PATTERN, 'an id is letters, digits, "-", "_", "." (up to 64)');
const text = z.string().min(1).max(200);
const name = z.union([text, z.strictObject({ zh: text, en: text })], { error: 'a text or {zh, en}' });
const parameter = z.enum([...AIR_PARAMETERS, ...WATER_PARAMETERS] as [ParameterCode, ...ParameterCode[]]);

/** A position in WGS 84, in degrees. */
const location = z.strictObject({ lat: z.number().min(-90).max(90), lon: z.number().min(-180).max(180) });

const concentration = z.number().positive().max(10_000);

/** Targets of the air of a year. */
const airTargets = z.strictObject({
  pm2_5: concentration.optional(),
  pm10: concentration.optional(),
  so2: concentration.optional(),
  no2: concentration.optional(),
  co: concentration.optional(),
  o3: concentration.optional(),
  composite_index: z.number().positive().max(100).optional(),
  good_days: z.int().min(0).max(366).optional(),
  good_day_ratio: z.number().min(0).max(100).optional(),
});

const year = z.string().regex(/^20\d{2}$/, 'a year, such as 2026');

const region = z.strictObject({
  id,
  name,
  kind: z.enum(['province', 'city', 'district']),
  parent: id.optional(),
  location: location.optional(),
  targets: z.record(year, airTargets).optional(),
});

const station = z.strictObject({
  id,
  medium: z.enum(['air', 'water']),
  name,
  region: dated(id),
  role: dated(z.enum(['evaluation', 'background', 'control', 'traffic', 'other'])).optional(),
  ...days,
  period: z
    .int()
    .min(0)
    .max(31 * 86_400)
    .default(3600),
  stamp: z.enum(['end', 'begin']).optional(),
  detectionLimit: z.enum(['value', 'half']).optional(),
  instantInterval: z.int().min(1).max(3600).optional(),
  location: location.optional(),
  parameters: z.array(parameter).min(1).optional(),
  units: z.record(z.string(), z.string()).default({}),
  hj212: z
    .strictObject({
      mn: text.optional(),
      flags: z.enum(['hj212-2017', 'surface-water']).optional(),
      minuteInterval: z.int().min(1).max(60).optional(),
    })
    .optional(),
  section: dated(id).optional(),
});

const lake = z.strictObject({ id, name, basin: text.optional() });
const river = z.strictObject({ id, name, basin: text.optional(), inflowOf: id.optional() });

const section = z.strictObject({
  id,
  name,
  region: id,
  river: dated(id).optional(),
  lake: dated(id).optional(),
  ...days,
  waterBody: z.enum(['river', 'lake']).optional(),
  target: dated(z.enum(['I', 'II', 'III', 'IV', 'V'])).optional(),
  control: z.enum(['national', 'provincial', 'municipal']).optional(),
  location: location.optional(),
  // Kilometres along the river from its source, or from where the registry starts to count.
  km: z.number().min(0).max(10_000).optional(),
});

/** The schema of an entry of each list. */
export const ENTRIES = { regions: region, stations: station, lakes: lake, rivers: river, sections: section };

export type ListName = keyof typeof ENTRIES;
export const LIST_NAMES = Object.keys(ENTRIES) as readonly ListName[];

export type RegistryEntry<List extends ListName> = z.infer<(typeof ENTRIES)[List]>;

/** The schema of a registry file (contract, section 4); unknown keys are an error. */
export const registryFile = z.strictObject({
  regions: z.array(region).default([]),
  stations: z.array(station).default([]),
  lakes: z.array(lake).default([]),
  rivers: z.array(river).default([]),
  sections: z.array(section).default([]),
});

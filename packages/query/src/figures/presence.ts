import { type Figured, hourValidity } from '@lanbi/evaluation';
import type { ComputedWaterKind } from '@lanbi/model';
import type { Validity } from '@lanbi/standards';
import type { ValueDeps, ValueResult } from './alert-value.ts';

type WaterBody = Figured<ComputedWaterKind | 'class.sample' | 'class.day'>['body'];

/** The figure of a result of water; undefined for air, and where the registry does not name the section. */
export function waterBodyOf(result: ValueResult, { water }: ValueDeps): WaterBody | undefined {
  switch (result.kind) {
    case 'aqi.hour':
    case 'region.aqi.hour':
    case 'aqi.day':
    case 'region.aqi.day':
      return undefined;
    case 'class.sample':
      return water.sample(result);
    case 'class.day':
      return water.day(result);
    default:
      return result.body;
  }
}

const NOTHING: Validity = { kind: 'missing', reason: 'no-data' };

/** Whether a result of a region, section, river or lake has a value. */
export const validityIn = (result: ValueResult, deps: ValueDeps): Validity =>
  result.kind === 'region.aqi.hour'
    ? hourValidity(result.body.concentrations)
    : (waterBodyOf(result, deps)?.validity ?? NOTHING);

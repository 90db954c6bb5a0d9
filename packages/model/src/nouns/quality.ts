import type { Instant, Seconds } from '@lanbi/standards';
import type { StationId } from './ids.ts';
import type { ParameterCode } from './parameter.ts';

/** The rules that flag a value as suspect, in the order in which they are reported. docs/data-quality.md */
export const QUALITY_RULES = [
  'flag',
  'negative',
  'range',
  'stuck',
  'spike',
  'pm2_5-above-pm10',
  'nh3n-above-tn',
  'missing-exponent',
] as const;
export type QualityRule = (typeof QUALITY_RULES)[number];

/**
 * Modes of a rule. `mark`: the flag is reported with the value, which still counts. `exclude`: the value takes part in
 * no figure.
 */
export const QUALITY_MODES = ['off', 'mark', 'exclude'] as const;
export type QualityMode = (typeof QUALITY_MODES)[number];

export type QualitySettings = Readonly<Record<QualityRule, QualityMode>>;

/** The rules that found each parameter of one observation suspect; parameters that are not are absent. */
export type QualityFlags = Readonly<Partial<Record<ParameterCode, readonly QualityRule[]>>>;

/** The flags of one observation, which station, end and length of its period name. */
export interface ObservationFlags {
  readonly station: StationId;
  readonly to: Instant;
  readonly period: Seconds;
  readonly flags: QualityFlags;
}

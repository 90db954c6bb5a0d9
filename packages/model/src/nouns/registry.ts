import type { Seconds } from '@lanbi/standards';
import type { Dated, Days } from './dated.ts';
import type { LakeId, RegionId, RiverId, SectionId, StationId } from './ids.ts';
import type { Medium, ParameterCode } from './parameter.ts';

/** A name in both languages; a plain text in the registry is used for both. */
export interface Name {
  readonly zh: string;
  readonly en: string;
}

/** A position in WGS 84, in degrees. */
export interface Location {
  readonly lat: number;
  readonly lon: number;
}

/** Names of the targets of the air of a year. */
export const AIR_TARGETS = [
  'pm2_5',
  'pm10',
  'so2',
  'no2',
  'co',
  'o3',
  'composite_index',
  'good_days',
  'good_day_ratio',
] as const;
export type AirTarget = (typeof AIR_TARGETS)[number];

/**
 * Targets of a year, inclusive: annual means in µg/m³; the 95th percentile of CO in mg/m³ and the 90th of ozone in
 * µg/m³; the composite index; good days as a number or in percent of the valid days.
 */
export type AirTargets = Readonly<Partial<Record<AirTarget, number>>>;

export interface Region {
  readonly id: RegionId;
  readonly name: Name;
  readonly kind: 'province' | 'city' | 'district';
  readonly parent?: RegionId;
  /** A point inside the region, where a map places its label. */
  readonly location?: Location;
  /** Targets of the air by year, `2026`. */
  readonly targets?: Readonly<Record<string, AirTargets>>;
}

/** Only `evaluation` points take part in the values of a region (HJ 663). */
export type StationRole = 'evaluation' | 'background' | 'control' | 'traffic' | 'other';

/**
 * A station; `from` and `until` are its first and last day of operation. A value that is valid on some days only has a
 * list beside it; the value alone is then the last of the list. `Memberships` returns the value at a time.
 */
export interface Station extends Days {
  readonly id: StationId;
  readonly medium: Medium;
  readonly name: Name;
  readonly region: RegionId;
  readonly regions?: readonly Dated<RegionId>[];
  readonly role: StationRole;
  readonly roles?: readonly Dated<StationRole>[];
  /** Sampling period of a value if the payload does not state it. */
  readonly period: Seconds;
  /** Whether its time stamps name the end (default) or the begin of the period. */
  readonly stamp: 'end' | 'begin';
  /**
   * Set if the registry states `stamp`, which then also applies to `DataTime` of HJ 212 (by default the begin).
   */
  readonly stampStated?: true;
  readonly location?: Location;
  /** The monitoring plan: the parameters that the station measures. */
  readonly parameters: readonly ParameterCode[];
  /** Units of the station's values that differ from the canonical unit. */
  readonly units: Readonly<Partial<Record<ParameterCode, string>>>;
  /** Meaning of a value flagged `L`: the detection limit itself (default), or half of it. */
  readonly detectionLimit?: DetectionLimit;
  /** Seconds that an instantaneous value covers; by default derived from the interval of its samples. */
  readonly instantInterval?: Seconds;
  readonly hj212?: {
    readonly mn?: string;
    readonly flags?: FlagTable;
    /** Minutes that a value of CN 2051 covers if the frame does not state it. */
    readonly minuteInterval?: number;
  };
  /** The section of a water station. */
  readonly section?: SectionId;
  readonly sections?: readonly Dated<SectionId>[];
}

/** Meaning of the number of a value below the detection limit (flag `L`). */
export type DetectionLimit = 'value' | 'half';

/** Table of a station's flags (hj212.md "Flags"). */
export type FlagTable = 'hj212-2017' | 'surface-water';

export interface Lake {
  readonly id: LakeId;
  readonly name: Name;
  readonly basin?: string;
}

export interface River {
  readonly id: RiverId;
  readonly name: Name;
  readonly basin?: string;
  readonly inflowOf?: LakeId;
}

export type TargetClass = 'I' | 'II' | 'III' | 'IV' | 'V';

/** A section; its days and dated values have the form of those of a station. */
export interface Section extends Days {
  readonly id: SectionId;
  readonly name: Name;
  readonly region: RegionId;
  readonly river?: RiverId;
  readonly rivers?: readonly Dated<RiverId>[];
  readonly lake?: LakeId;
  readonly lakes?: readonly Dated<LakeId>[];
  /** Determines the limits of phosphorus; an attribute of the section, never of the telemetry. */
  readonly waterBody: 'river' | 'lake';
  readonly target?: TargetClass;
  readonly targets?: readonly Dated<TargetClass>[];
  readonly control?: 'national' | 'provincial' | 'municipal';
  readonly location?: Location;
  /** Kilometres along the river, increasing downstream. */
  readonly km?: number;
}

/** The registry, validated as a whole: every reference resolves, every id is unique in its list. */
export interface Registry {
  readonly regions: ReadonlyMap<RegionId, Region>;
  readonly stations: ReadonlyMap<StationId, Station>;
  readonly lakes: ReadonlyMap<LakeId, Lake>;
  readonly rivers: ReadonlyMap<RiverId, River>;
  readonly sections: ReadonlyMap<SectionId, Section>;
  /** The stations that each section has at any time, in the registry's order. */
  readonly stationsOfSection: ReadonlyMap<SectionId, readonly Station[]>;
}

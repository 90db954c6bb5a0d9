import type { Name, Region } from '@lanbi/model';
import type { AnswerState, Changes, ComparedUnder, PeriodFigure } from '@lanbi/query';
import type { Instant, Step, Validity, WaterClass } from '@lanbi/standards';
import type { BulletinPeriod } from './period.ts';

// Null stands for absent values, so that a part can be sent as JSON.

/** A text in both languages. */
export interface BothNames {
  zh: string;
  en: string;
}

export interface CoveragePart {
  expected: number;
  observed: number;
  /** Percent with one decimal; null where nothing is expected. */
  percent: number | null;
}

export interface GoodDaysPart {
  good: number;
  valid: number;
  /** Percent. */
  ratio: number | null;
  /** Of the days without dust; absent where there is none of dust. */
  withoutDust?: { good: number; valid: number; ratio: number | null };
}

type Counts = Record<string, number>;

/** A district of a city, or a city of a province. */
export interface DistrictRow {
  /** By composite index, the smallest first; null without an index. */
  rank: number | null;
  region: string;
  name: Name;
  index: number | null;
  /** Why there is no index. */
  reason?: string | undefined;
  /** Why a term of the index is missing. */
  missing: Record<string, string>;
  /** Pollutants with the largest term of the index. */
  primary: string[];
  /** Per cent, of the index. */
  change: { periodBefore: number | null; yearEarlier: number | null };
  /** By the change within a year, the largest fall first. */
  rankByChange: number | null;
  /** With the ratio of the same period a year earlier. */
  goodDays: GoodDaysPart & { yearEarlier: number | null };
  /** Days of dust that concentrations and index leave out, in words; absent where none is left out. */
  dust?: BothNames;
  primaryDays: Counts;
  /** Days of the pollutant with the fewest. */
  coverage: CoveragePart;
  validity: Validity;
  provisional: boolean;
}

/** The air of the city or district as a whole. */
export interface WholeAir {
  readonly region: Region;
  readonly figure: PeriodFigure;
  readonly changes: Changes;
  readonly derivation: readonly Step[] | undefined;
}

export interface AirPart {
  /** Null where the bulletin is about several cities. */
  whole: WholeAir | null;
  goodDaysYearEarlier: GoodDaysPart | null;
  concentrationsYearEarlier: Record<string, number | null>;
  ranked: DistrictRow[];
}

/** Rivers at each class. */
export interface RiversByClass {
  evaluated: number;
  counts: Counts;
  /** Rivers of five sections or more have a level and no class. */
  byProportion: number;
  withoutData: number;
}

/** Sections at each class, with shares in per cent. */
export interface Shares {
  evaluated: number;
  withoutClass: number;
  counts: Counts;
  shares: Record<string, number | null>;
  /** Class I to III. */
  good: number | null;
  /** Worse than V. */
  worse: number | null;
  targeted: number;
  compliant: number;
  attainment: number | null;
}

export interface SectionRow {
  section: string;
  name: BothNames;
  /** Its river or lake. */
  water: BothNames | null;
  control: string | null;
  target: string | null;
  class: WaterClass | null;
  reason?: string | undefined;
  level: BothNames | null;
  meetsTarget: boolean | null;
  /** Against the same period a year earlier, in the words of the standard. */
  change: BothNames | null;
  /** Sampling times of the period; null where nothing came. */
  coverage: CoveragePart | null;
  /** Why it has no class on some days: state and days; absent where it is in no such state. */
  state?: BothNames;
}

/** An item against the target of a section. */
export interface ExceedancePart {
  item: string;
  name: BothNames;
  value: number;
  limit: number;
  unit: string;
  class: WaterClass;
  /** (C - S) / S; null for pH and dissolved oxygen. */
  multiple: number | null;
}

interface WaterRow {
  name: BothNames;
  class: WaterClass | null;
  reason?: string | undefined;
  level: BothNames | null;
  change: BothNames | null;
}

export interface RiverPart extends WaterRow {
  river: string;
  basis: 'mean' | 'proportion' | 'mixed';
  sections: Record<string, WaterClass | null>;
}

export interface LakePart extends WaterRow {
  lake: string;
  /** It does not take part in the class. */
  totalNitrogen: WaterClass | null;
  trophic: { index: number | null; state: BothNames | null };
  /** Rivers that flow into it. */
  inflows: RiversByClass;
}

export interface WaterPart {
  /** Of all sections together. */
  derivation?: Step[] | undefined;
  sections: Shares;
  byControl: Record<string, Shares>;
  nationalAndProvincial: Shares;
  level: BothNames | null;
  change: BothNames | null;
  mainItems: { item: string; name: BothNames; sections: number; share: number | null }[];
  rivers: RiversByClass & { each: RiverPart[] };
  lakes: LakePart[];
  each: SectionRow[];
  beyondTarget: (SectionRow & { exceedances: ExceedancePart[] })[];
}

/** Editions of the figures. */
export interface BulletinEditions {
  gb3095: string[];
  hj633: string[];
  hj663: string[];
  ranking: string;
  gb3838: string | null;
  waterAssessment: string | null;
  /** The edition of GB 3095 that was asked for; null: the one in force on the last day. */
  asked: string | null;
  /** Of the composite index. */
  method: string;
  /** Another edition or stage was in force when the period began. */
  changedWithin: boolean;
  compare: ComparedUnder;
  /** Editions of the figures of the year before. */
  earlier: string[];
  /** Whether other editions were in force in the year before. */
  otherThen: boolean;
}

export interface Completeness {
  /** Days with a value, of all regions in the bulletin. */
  air: CoveragePart | null;
  /** Sections with a value. */
  water: CoveragePart | null;
  /** Sampling times with a value, of all sections. */
  waterResults: CoveragePart | null;
}

/** A monthly, quarterly or yearly bulletin of a region. */
export interface Bulletin {
  readonly id: string;
  readonly period: BulletinPeriod;
  readonly region: Region | undefined;
  readonly title: BothNames;
  readonly from: Instant;
  readonly to: Instant;
  readonly validity: Validity;
  readonly state: AnswerState;
  readonly provisional: boolean;
  /** `insufficient`: the period is over, and too few days of the air as a whole are valid. */
  readonly status: 'provisional' | 'insufficient' | 'final';
  readonly air: AirPart | null;
  readonly water: WaterPart | null;
  /** Why a part is null: `not-monitored` or `no-data`. */
  readonly absent: { air?: string; water?: string };
  readonly completeness: Completeness;
  readonly editions: BulletinEditions;
  /** One more for each change of a figure in the bulletin. */
  readonly revision: number;
  readonly computedAt: Instant;
}

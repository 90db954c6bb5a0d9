import type { AirPollutant, MissingReason } from '@lanbi/standards';
import type { BulletinPeriod } from './period.ts';

/** The two periods that a period is compared with. */
export type Than = 'periodBefore' | 'yearEarlier';

/** The fixed words of a bulletin in one language. Sentences with figures in them are functions. */
export interface Words {
  /** Earlier periods as sentences name them. */
  readonly than: Readonly<Record<BulletinPeriod, Readonly<Record<Than, string>>>>;
  /** What the value of a pollutant over a period is, as it follows the name; absent where it is the mean. */
  readonly statistics: Readonly<Partial<Record<AirPollutant, string>>>;
  readonly facts: Readonly<
    Record<
      | 'period'
      | 'status'
      | 'edition'
      | 'sections'
      | 'results'
      | 'revision'
      | 'computed'
      | 'number'
      | 'published'
      | 'data'
      | 'correction',
      string
    >
  >;
  readonly status: Readonly<Record<'provisional' | 'insufficient' | 'final', string>>;
  /** The heading at a place, counted from 1. */
  readonly numbered: (at: number, heading: string) => string;
  /** Days of the air, of one or of several regions together. */
  readonly airDays: (regions: number) => string;
  /** How many of what is expected are there. */
  readonly covered: Readonly<
    Record<'days' | 'sections' | 'results', (observed: number, expected: number, percent: string) => string>
  >;
  readonly headings: Readonly<
    Record<'air' | 'ranking' | 'water' | 'beyond' | 'completeness' | 'editions', string>
  >;
  readonly captions: Readonly<
    Record<
      'pollutants' | 'ranking' | 'rivers' | 'lakes' | 'shares' | 'beyond' | 'sections' | 'airDays',
      string
    >
  >;
  readonly heads: Readonly<
    Record<
      'pollutants' | 'ranking' | 'rivers' | 'lakes' | 'shares' | 'beyond' | 'sections' | 'airDays',
      readonly string[]
    >
  >;
  readonly index: (span: string, region: string, index: string) => string;
  readonly noIndex: (span: string, region: string, reason: string) => string;
  readonly lacking: (why: string) => string;
  /** How many single months fall short beside the whole period. */
  readonly monthsToo: (count: number) => string;
  readonly insufficient: (why: string) => string;
  readonly insufficientBefore: (than: string) => string;
  readonly changed: (than: string, percent: number) => string;
  readonly notCompared: (than: string) => string;
  /** Of air or water: by which editions it is evaluated, and of how many days or sections. */
  readonly basis: Readonly<Record<'air' | 'water', (editions: string, coverage: string) => string>>;
  readonly goodDays: (good: number, valid: number, ratio: string) => string;
  readonly goodDaysWithoutDust: (good: number, valid: number, ratio: string) => string;
  /** Of the index and concentrations, what they leave out. */
  readonly dust: (text: string) => string;
  readonly goodDaysBefore: (ratio: string, points: number) => string;
  readonly primaryDays: (each: readonly string[]) => string;
  readonly primaryOn: (name: string, days: number) => string;
  readonly noPrimary: string;
  readonly rivers: (evaluated: number, each: readonly string[]) => string;
  readonly ofClass: (count: number, of: string) => string;
  readonly countByProportion: (count: number) => string;
  readonly inflows: (lake: string, evaluated: number, each: readonly string[]) => string;
  readonly sections: (evaluated: number, good: string, worse: string) => string;
  readonly noSections: string;
  readonly controlled: (good: number, evaluated: number) => string;
  readonly attainment: (compliant: number, targeted: number, percent: string) => string;
  readonly mainItems: (each: readonly string[]) => string;
  readonly nothingBeyond: string;
  /** Where no section with a target has a class. */
  readonly nothingCompared: string;
  readonly changeOfWater: (text: string) => string;
  readonly absent: Readonly<Record<'air' | 'water', Readonly<Record<string, string>>>>;
  readonly editions: Readonly<
    Record<
      'air' | 'water' | 'changed' | 'asked' | 'method' | 'sameEdition' | 'inForce',
      (ids: string) => string
    >
  >;
  readonly byProportion: string;
  readonly controls: Readonly<Record<string, string>>;
  readonly all: string;
  readonly yes: string;
  readonly no: string;
  readonly worseThanV: string;
  readonly reasons: Readonly<Record<string, string>> & Readonly<Record<MissingReason, string>>;
  /** How the ranking is made. */
  readonly rankingRule: string;
  /** Methods of the composite index by their ids. */
  readonly methods: Readonly<Record<string, string>>;
  /** Why a method has no index of a part of a year. */
  readonly annualMethod: string;
  /** A part as a sentence of its own. */
  readonly sentence: (text: string) => string;
  readonly comma: string;
  readonly colon: string;
  readonly semicolon: string;
}

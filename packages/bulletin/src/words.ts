import type { MissingReason } from '@lanbi/standards';

/** The fixed words of a bulletin in one language. Sentences with figures in them are functions. */
export interface Words {
  readonly facts: Readonly<
    Record<
      | 'period'
      | 'status'
      | 'edition'
      | 'airDays'
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
  readonly insufficient: (why: string) => string;
  readonly insufficientBefore: (than: 'periodBefore' | 'yearEarlier') => string;
  readonly changed: (than: 'periodBefore' | 'yearEarlier', percent: number) => string;
  readonly notCompared: (than: 'periodBefore' | 'yearEarlier') => string;
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
  readonly controlled: (good: number, evaluated: number) => string;
  readonly attainment: (compliant: number, targeted: number, percent: string) => string;
  readonly mainItems: (each: readonly string[]) => string;
  readonly nothingBeyond: string;
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
  readonly comma: string;
}

import { editionName } from '@lanbi/query';
import { AIR_POLLUTANT_NAMES, AIR_POLLUTANTS, type AirPollutant } from '@lanbi/standards';
import type { CoveragePart } from './parts.ts';
import type { Words } from './words.ts';
import { EN } from './words-en.ts';
import { ZH } from './words-zh.ts';

export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The words of one language. */
export interface Wording {
  readonly lang: Language;
  readonly words: Words;
}

/** Replaces the hyphen by the minus sign, which is as wide as the plus sign. */
const typeset = (text: string): string => text.replace('-', '−');

/** The symbol of a pollutant as it is printed. @example symbolOf('pm2_5') // "PM₂.₅" */
export const symbolOf = (of: AirPollutant): string =>
  AIR_POLLUTANT_NAMES[of].symbol.replaceAll(/\d/g, (digit) => String.fromCodePoint(0x2080 + Number(digit)));

/** A text with the symbols of pollutants as they are printed. */
export const printedSymbols = (text: string): string =>
  AIR_POLLUTANTS.reduce((all, of) => all.replaceAll(AIR_POLLUTANT_NAMES[of].symbol, symbolOf(of)), text);

/** Formats figures; a missing one is a dash. */
export const say = {
  in: (lang: Language): Wording => ({ lang, words: lang === 'zh' ? ZH : EN }),
  count: (value: number | null): string => (value === null ? '—' : String(value)),
  fixed: (value: number | null, digits: number): string => (value === null ? '—' : value.toFixed(digits)),
  signed: (value: number | null, digits: number): string => {
    if (value === null) return '—';
    const text = value.toFixed(digits);
    return Number(text) > 0 ? `+${text}` : typeset(Number(text) === 0 ? (0).toFixed(digits) : text);
  },
} as const;

/** The names of editions in a row. */
export const editionNames = (ids: readonly string[], { lang, words }: Wording): string =>
  ids.map((id) => editionName(id)[lang]).join(words.comma);

/** In words how many of what is expected are there. */
export function coverageText(
  found: CoveragePart | null,
  of: keyof Words['covered'],
  { covered }: Words,
): string {
  return found === null ? '—' : covered[of](found.observed, found.expected, say.fixed(found.percent, 1));
}

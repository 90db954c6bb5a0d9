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

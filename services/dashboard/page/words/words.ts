import { computed } from '@preact/signals';
import { lang } from '../core/settings.ts';
import { EN } from './en.ts';
import { type Words, ZH } from './zh.ts';

/** The words of the language that is shown. */
export const words = computed<Words>(() => (lang.value === 'zh' ? ZH : EN));

export interface Name {
  readonly zh: string;
  readonly en: string;
}

export const nameOf = (name: Name): string => name[lang.value];

/** Short labels as they are printed; parameters without one are shown by their name. */
const LABELS: Readonly<Record<string, string>> = {
  pm2_5: 'PM₂.₅',
  pm10: 'PM₁₀',
  so2: 'SO₂',
  no2: 'NO₂',
  co: 'CO',
  o3: 'O₃',
};
/** A text of the API with the symbols of pollutants as they are printed: `PM2.5` is PM₂.₅. */
export const printedSymbols = (text: string): string =>
  text.replaceAll('PM2.5', LABELS['pm2_5'] ?? '').replaceAll('PM10', LABELS['pm10'] ?? '');
/** Symbols for where there is no room for names. */
const SYMBOLS: Readonly<Record<string, string>> = {
  ph: 'pH',
  do: 'DO',
  codmn: 'CODMn',
  cod: 'COD',
  bod5: 'BOD₅',
  nh3n: 'NH₃-N',
  tp: 'TP',
  tn: 'TN',
};
const UNITS: Readonly<Record<string, string>> = {
  'ug/m3': 'µg/m³',
  'mg/m3': 'mg/m³',
  'uS/cm': 'µS/cm',
  degC: '°C',
};

export const unitOf = (unit: string): string => UNITS[unit] ?? unit;

/** The label of a pollutant or item, such as `PM₂.₅` or 氨氮. */
export const labelOf = (code: string, names: ReadonlyMap<string, Name>): string => {
  const name = names.get(code);
  return LABELS[code] ?? (name ? nameOf(name) : code);
};

/** The labels of pollutants or items, as a list in a sentence. */
export const labelsOf = (codes: readonly string[], names: ReadonlyMap<string, Name>): string =>
  codes.map((code) => labelOf(code, names)).join(words.value.comma);

/** The symbol of a pollutant or item, such as `TP`, else its label. */
export const symbolOf = (code: string, names: ReadonlyMap<string, Name>): string =>
  SYMBOLS[code] ?? labelOf(code, names);

/** 劣Ⅴ or `>V` of `worse-than-V`. */
export const classText = (name: string): string => (name === 'worse-than-V' ? words.value.worse : name);

const MINUTE_MS = 60_000;

/** How long ago, in words. */
export function ageOf(time: string, now: number): string {
  const minutes = Math.floor((now - Date.parse(time)) / MINUTE_MS);
  const w = words.value;
  if (minutes < 1) return w.justNow;
  if (minutes < 90) return w.minutesAgo(minutes);
  const hours = Math.round(minutes / 60);
  return hours < 48 ? w.hoursAgo(hours) : w.daysAgo(Math.round(hours / 24));
}

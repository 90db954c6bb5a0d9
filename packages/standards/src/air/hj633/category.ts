/** Level and category of an index. */
export interface AqiCategory {
  readonly level: 1 | 2 | 3 | 4 | 5 | 6;
  readonly zh: string;
  readonly en: string;
  readonly rgb: readonly [number, number, number];
  /** Largest index of the category. */
  readonly upTo: number;
}

/** @source HJ 633, levels, categories and colours; the facts give no clause or status, so [M] */
export const AQI_CATEGORIES: readonly AqiCategory[] = [
  { level: 1, zh: '优', en: 'excellent', rgb: [0, 228, 0], upTo: 50 },
  { level: 2, zh: '良', en: 'good', rgb: [255, 255, 0], upTo: 100 },
  { level: 3, zh: '轻度污染', en: 'lightly polluted', rgb: [255, 126, 0], upTo: 150 },
  { level: 4, zh: '中度污染', en: 'moderately polluted', rgb: [255, 0, 0], upTo: 200 },
  { level: 5, zh: '重度污染', en: 'heavily polluted', rgb: [153, 0, 76], upTo: 300 },
  { level: 6, zh: '严重污染', en: 'severely polluted', rgb: [126, 0, 35], upTo: 500 },
];

/**
 * The category of an index of 0 to 500; undefined above.
 * @source HJ 633, levels and categories [M]
 * @example categoryOf(100, HJ633_2026)?.level // 2
 */
export const categoryOf = (
  aqi: number,
  edition: { readonly categories: readonly AqiCategory[] },
): AqiCategory | undefined => edition.categories.find(({ upTo }) => aqi <= upTo);

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** A month of a year in words. @example monthWords('2025', 6) // { zh: '2025年6月', en: 'June 2025' } */
export const monthWords = (year: string, month: number): { readonly zh: string; readonly en: string } => ({
  zh: `${year}年${month}月`,
  en: `${MONTHS[month - 1]} ${year}`,
});

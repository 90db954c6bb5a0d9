const MOST_DECIMALS = 6;

/** A number with at most six decimals; one that is smaller than these show has six digits. */
function short(text: string): string {
  const [, decimals = '', ...more] = text.split('.');
  if (decimals.length <= MOST_DECIMALS || more.length > 0) return text;
  const rounded = Number(Number(text).toFixed(MOST_DECIMALS));
  return String(rounded === 0 ? Number(Number(text).toPrecision(MOST_DECIMALS)) : rounded);
}

/** A text in which no number has more than six decimals; the API and its CSV have all of them. */
export const withShortNumbers = (text: string): string => text.replaceAll(/[\d.]+/g, short);

/** Most characters of a text of the sender in a refusal. */
const SHOWN = 40;

/** Cuts a text to the length that a refusal shows. */
export const shorten = (text: string, most = SHOWN): string =>
  text.length > most ? `${text.slice(0, most).toWellFormed()}…` : text;

/** Quotes and cuts a text, and escapes control characters. */
export const quoted = (text: string, most = SHOWN): string => JSON.stringify(shorten(text, most));

/** Shows a JSON value in a refusal. Does not recurse: JSON may be nested deeper than the stack. */
export function showValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object';
  return typeof value === 'string' ? quoted(value) : String(value);
}

/** Characters of a text of the sender that a refusal shows. */
const SHOWN = 40;

/** A text, cut to what a refusal shows. */
export const shorten = (text: string, most = SHOWN): string =>
  text.length > most ? `${text.slice(0, most).toWellFormed()}…` : text;

/** A text in quotes, cut, with control characters escaped. */
export const quoted = (text: string, most = SHOWN): string => JSON.stringify(shorten(text, most));

/** A value of JSON as a refusal shows it. Never looks inside: JSON may be nested deeper than the stack. */
export function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object';
  return typeof value === 'string' ? quoted(value) : String(value);
}

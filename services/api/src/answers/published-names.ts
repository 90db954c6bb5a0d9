/** Field of the exact sums of a section in the event stream and in the audit trail. */
const SUMS_FIELD = 'tally';

/** Gives the fields of a body the names that the event stream and the audit trail publish. */
export function withPublishedNames(body: object): object {
  if (!('sums' in body)) return body;
  const { sums, ...rest } = body;
  return { ...rest, [SUMS_FIELD]: sums };
}

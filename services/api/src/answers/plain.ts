import { isMissing } from '@lanbi/standards';

/** A value as JSON holds it. */
export type Json = string | number | boolean | null | Json[] | { [member: string]: Json };

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** The members of an object as JSON: a missing figure becomes null with its reason beside it. */
export function plainMembers(value: unknown): { [member: string]: Json } {
  const members: { [member: string]: Json } = {};
  if (!isObject(value)) return members;
  for (const [name, inner] of Object.entries(value)) {
    if (inner === undefined) continue;
    members[name] = plain(inner);
    if (isMissing(inner)) members[`${name}Missing`] = inner.missing;
  }
  return members;
}

/** A value as JSON: what is missing becomes null. */
function plain(value: unknown): Json {
  if (Array.isArray(value)) return value.map(plain);
  if (isMissing(value)) return null;
  if (isObject(value)) return plainMembers(value);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

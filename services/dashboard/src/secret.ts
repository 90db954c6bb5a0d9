import { timingSafeEqual } from 'node:crypto';

/** Whether two secrets are the same, in a time that says nothing of them but their length. */
export function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Classes from the best to the worst. */
export const CLASSES = ['I', 'II', 'III', 'IV', 'V', 'worse-than-V'] as const;

/** 1 for class I to 6 for worse than V; 0 where there is none. */
export const rankOf = (name: string | null | undefined): number =>
  (CLASSES as readonly string[]).indexOf(name ?? '') + 1;

/** Whether a class meets its target; undefined where one of the two is not known. */
export function meets(
  found: string | null | undefined,
  target: string | null | undefined,
): boolean | undefined {
  const [is, wanted] = [rankOf(found), rankOf(target)];
  return is === 0 || wanted === 0 ? undefined : is <= wanted;
}

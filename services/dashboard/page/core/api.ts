import { createLanbi } from '@lanbi/client';

/** Calls of the API by way of the process of the page, which adds the key of the session. */
export const api = createLanbi({ baseUrl: `${location.origin}/page` });

/** Runs work on each item, so many at one time; results in the order of the items. */
export async function each<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
  atOnce = 6,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let at = next++; at < items.length; at = next++) results[at] = await work(items[at] as Item);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  return results;
}

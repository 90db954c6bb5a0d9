/** Reads one page: up to a limit of items after `last`, or from the beginning if it is undefined. */
export type ReadPage<Item> = (last: Item | undefined) => Promise<readonly Item[]>;

/**
 * Yields all items page by page, in order. A page with fewer than `limit` items is the last; an empty page is not
 * yielded.
 */
export async function* pagesOf<Item>(
  limit: number,
  read: ReadPage<Item>,
): AsyncIterableIterator<readonly Item[]> {
  let last: Item | undefined;
  do {
    const page = await read(last);
    if (page.length > 0) yield page;
    last = page.length < limit ? undefined : page.at(-1);
  } while (last !== undefined);
}

/** Returns the items of all pages, in order. */
export async function allItems<Item>(limit: number, read: ReadPage<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const page of pagesOf(limit, read)) all.push(...page);
  return all;
}

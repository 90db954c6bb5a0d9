import type { LanbiError } from '@lanbi/model';
import type { Failure } from '../client/failure.ts';

/** The lines of an item, which are stored or refused together. */
export type Item = readonly string[];

type Send = (lines: readonly string[]) => Promise<Failure | undefined>;

/** Why items were refused, by their index. */
export type RefusedItem = ReadonlyMap<number, string>;

/** Most items of one request, so that the answer arrives within the timeout. */
const ITEMS = 5_000;

/**
 * Writes items in one request. If the server refuses it, writes two halves, until the refused items are alone: a bad item
 * costs a few requests, and no other item is refused with it. Writing an item twice changes nothing.
 * @throws LanbiError store-unavailable; then any part may be stored
 */
export async function writeBisecting(items: readonly Item[], send: Send): Promise<RefusedItem> {
  const refused = new Map<number, string>();
  for (let from = 0; from < items.length; from += ITEMS)
    await writePart(items, from, Math.min(from + ITEMS, items.length), send, refused);
  return refused;
}

async function writePart(
  items: readonly Item[],
  from: number,
  to: number,
  send: Send,
  refused: Map<number, string>,
): Promise<void> {
  const lines = items.slice(from, to).flat();
  if (lines.length === 0) return;
  const failure = await send(lines);
  if (!failure) return;
  if (failure.kind === 'later') throw failure.error satisfies LanbiError;
  if (to - from === 1) {
    refused.set(from, failure.message);
    return;
  }
  const middle = (from + to) >> 1;
  await writePart(items, from, middle, send, refused);
  await writePart(items, middle, to, send, refused);
}

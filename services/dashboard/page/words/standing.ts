import type { DataState } from '../core/data.ts';
import { marks } from './marks.ts';
import { words } from './words.ts';

interface Said {
  readonly provisional: boolean;
  readonly dataState?: DataState | undefined;
}

/** In words: whether a figure may still change, and how far its data were checked. */
export function standingText({ provisional, dataState }: Said): string {
  const w = words.value;
  const { data } = marks.value;
  if (dataState === 'audited' && !provisional) return data.audited;
  const standing = provisional ? w.provisional : w.final;
  return dataState === undefined ? standing : `${standing} · ${data[dataState]}`;
}

import type { Name } from './words.ts';
import { nameOf } from './words.ts';

/** How editions are named to people where their id is not the number of a standard. */
const NAMES: Readonly<Record<string, Name>> = {
  'GB 3095-2026/transition': { zh: 'GB 3095-2026（过渡阶段）', en: 'GB 3095-2026 (transition stage)' },
  'GB 3095-2026/final': { zh: 'GB 3095-2026（最终阶段）', en: 'GB 3095-2026 (final stage)' },
  'ranking/composite-index': { zh: '综合指数排名办法', en: 'method of ranking by composite index' },
  'ranking/city-water-index': { zh: '城市水质指数排名办法', en: 'method of ranking by city water index' },
};

const IDS = /GB 3095-2026\/(?:transition|final)|ranking\/(?:composite-index|city-water-index)/g;

/** An id of an edition, or a text that has such ids in it, with the names of the editions. */
export const editionText = (text: string): string =>
  text.replaceAll(IDS, (id) => {
    const name = NAMES[id];
    return name ? nameOf(name) : id;
  });

import { type Name, nameOf, words } from './words.ts';

/** Stages of a standard, as the ids of its editions end. */
const STAGES: Readonly<Record<string, Name>> = {
  transition: { zh: '（过渡阶段）', en: ' (transition stage)' },
  final: { zh: '（最终阶段）', en: ' (final stage)' },
};

/** Methods of ranking, which have no number of a standard. */
const RANKINGS: Readonly<Record<string, Name>> = {
  'composite-index': { zh: '综合指数排名办法', en: 'method of ranking by composite index' },
  'city-water-index': { zh: '城市水质指数排名办法', en: 'method of ranking by city water index' },
};

const textOf = (name: Name | undefined, otherwise: string): string => (name ? nameOf(name) : otherwise);

/** An id of an edition, or a text that has such ids in it, with the names of the editions. */
export const editionText = (text: string): string =>
  text
    .replaceAll(/(?<=\d{4})\/([a-z]+)/g, (found, stage: string) => textOf(STAGES[stage], found))
    .replaceAll(/\branking\/([a-z-]+)/g, (found, by: string) => textOf(RANKINGS[by], found));

/** The names of editions in a row. */
export const editionsText = (ids: readonly string[]): string =>
  ids.map(editionText).join(words.value.semicolon);

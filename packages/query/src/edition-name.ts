import { type EditionStage, editionById } from '@lanbi/standards';

const STAGES: Readonly<Record<EditionStage, { readonly zh: string; readonly en: string }>> = {
  transition: { zh: '过渡阶段', en: 'transition stage' },
  final: { zh: '最终阶段', en: 'final stage' },
};

/**
 * The number of an edition as it is printed, with its stage in words; any other text as it is.
 * @example editionName('GB 3095-2026/transition').en // "GB 3095-2026 (transition stage)"
 */
export function editionName(id: string): { readonly zh: string; readonly en: string } {
  const stage = editionById(id)?.stage;
  if (stage === undefined) return { zh: id, en: id };
  const number = id.slice(0, id.lastIndexOf('/'));
  return { zh: `${number}（${STAGES[stage].zh}）`, en: `${number} (${STAGES[stage].en})` };
}

/**
 * The title of an edition with its number and stage, as a document cites it.
 * @example editionTitle('GB 3838-2002').en // "Environmental quality standards for surface water, GB 3838-2002"
 */
export function editionTitle(id: string): { readonly zh: string; readonly en: string } {
  const { zh, en } = editionName(id);
  const title = editionById(id)?.title;
  return title ? { zh: `《${title.zh}》${zh}`, en: `${title.en}, ${en}` } : { zh, en };
}

import type { Registry } from '@lanbi/model';
import { type PublishedSample, publishedTable, samplesOf } from '@lanbi/testkit/data/published-water';
import { registryOf } from '@lanbi/testkit/samples/water-run';

/** Six weeks of the automatic sections of Hebei as the national network published them. */
export const hebeiWeeks = (): PublishedSample[] =>
  samplesOf(publishedTable('water/hebei-2026-07-09--08-23.csv.gz'));

/** The points of Baiyangdian that the file holds. */
const BAIYANGDIAN = ['南刘庄', '烧车淀', '圈头', '光淀张庄', '采蒲台'];
/** The section of a river into the lake that the file holds: Anzhou, on the Fuhe. */
const FUHE = ['安州'];

const isIn = (sections: readonly string[], section: string): boolean =>
  sections.some((name) => section.endsWith(` ${name}`));

function waterOf(section: string, body: 'river' | 'lake'): object {
  if (isIn(BAIYANGDIAN, section)) return { lake: 'baiyangdian', waterBody: 'lake' };
  if (isIn(FUHE, section)) return { river: 'fuhe', waterBody: 'river' };
  return { river: 'elsewhere', waterBody: body };
}

/** The id of each section, and the registry out of the file and the inferred types; targets are not published. */
export function hebeiRegistry(
  samples: readonly PublishedSample[],
  bodies: ReadonlyMap<string, 'river' | 'lake'>,
): { readonly ids: ReadonlyMap<string, string>; readonly registry: Registry; readonly file: object } {
  const names = [...new Set(samples.map(({ section }) => section))];
  const ids = new Map(names.map((name, at) => [name, `S${at}`]));
  const file = {
    regions: [{ id: 'hebei', name: '河北省', kind: 'province' }],
    lakes: [{ id: 'baiyangdian', name: '白洋淀' }],
    rivers: [
      { id: 'fuhe', name: '府河', inflowOf: 'baiyangdian' },
      { id: 'elsewhere', name: '其他' },
    ],
    sections: [...ids].map(([name, id]) => ({
      id,
      name,
      region: 'hebei',
      ...waterOf(name, bodies.get(name) ?? 'river'),
      target: 'III',
      control: 'national',
    })),
    stations: [...ids].map(([name, id]) => ({
      id: `W-${id}`,
      medium: 'water',
      name,
      region: 'hebei',
      section: id,
    })),
  };
  return { ids, registry: registryOf(file), file };
}

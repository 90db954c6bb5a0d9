import { type Member, type WaterSummary, waterSummary } from '@lanbi/evaluation';
import type { Registry } from '@lanbi/model';
import type { WaterStandards } from '@lanbi/standards';
import type { FigureFamily } from './family.ts';
import { lakeFigures } from './water-lake.ts';
import { riverFigures } from './water-river.ts';

/** The sections of an area over a period, the rivers and lakes that they are on, and the standards in force. */
export interface MembersOfArea {
  readonly members: readonly Member[];
  readonly registry: Pick<Registry, 'rivers' | 'lakes'>;
  readonly inForce: WaterStandards;
}

/**
 * Summary of the waters of an area over a period: rivers and lakes at each class, attainment, main pollution items.
 * @source 环办〔2011〕22号, areas
 */
export const waterAreaFigures: FigureFamily<MembersOfArea, WaterStandards, WaterSummary> = {
  name: 'water-area',
  title: { zh: '区域水质', en: 'Waters of an area' },
  subjects: ['area'],
  span: 'period',
  version: 1,
  inputs: [riverFigures, lakeFigures],
  compute: ({ members, registry, inForce }, by = inForce) => waterSummary(members, registry, by),
  alertValues: [],
  tables: [],
};

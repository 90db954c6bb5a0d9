import { GB3838_2002, sectionClass, WATER_METHODS } from '@lanbi/standards';
import { tell } from './support/rate.ts';

const samples = Array.from({ length: 1024 }, (_, i) => ({
  waterBody: 'river' as const,
  values: {
    ph: 6 + (i % 30) / 10,
    do: 2 + (i % 80) / 10,
    codmn: (i % 97) / 10,
    nh3n: (i % 211) / 100,
    tp: (i % 41) / 100,
  },
}));
type Sample = (typeof samples)[number];

/** What one would write by hand: the rank alone, without items, level, exceedances or reasons. */
function naive({ values }: Sample): number {
  const tables = { codmn: [2, 4, 6, 10, 15], nh3n: [0.15, 0.5, 1, 1.5, 2], tp: [0.02, 0.1, 0.2, 0.3, 0.4] };
  const ranks = Object.entries(tables).map(([item, limits]) => {
    const value = values[item as 'tp'];
    return 1 + limits.filter((limit) => value > limit).length;
  });
  ranks.push(1 + [7.5, 6, 5, 3, 2].filter((limit) => values.do < limit).length);
  ranks.push(values.ph >= 6 && values.ph <= 9 ? 1 : 6);
  return Math.max(...ranks);
}

export const bench = {
  name: 'section class',
  run(): void {
    tell('section class', samples, (sample) => sectionClass(sample, GB3838_2002, WATER_METHODS.realtime));
    tell('naive rank alone', samples, naive);
  },
};

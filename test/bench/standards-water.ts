import { GB3838_2002, sectionClass, WATER_METHODS } from '@lanbi/standards';

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

function measure(name: string, once: (sample: Sample) => unknown): void {
  const rounds = 200;
  for (const sample of samples) once(sample); // let the compiler see it first
  const start = performance.now();
  for (let round = 0; round < rounds; round += 1) for (const sample of samples) once(sample);
  const rate = (rounds * samples.length * 1000) / (performance.now() - start);
  console.log(`${name}: ${Math.round(rate)}/s, ${bytesOf(once)} bytes each`);
}

/** The median of short runs: a garbage collection falls into few of them and does not move it. */
function bytesOf(once: (sample: Sample) => unknown): number {
  const readings = Array.from({ length: 41 }, (_, run) => {
    const few = samples.slice(run * 20, run * 20 + 20);
    const before = process.memoryUsage().heapUsed;
    for (const sample of few) once(sample);
    return (process.memoryUsage().heapUsed - before) / few.length;
  });
  return Math.round(readings.sort((a, b) => a - b)[20] ?? 0);
}

export const bench = {
  name: 'section class',
  run(): void {
    measure('section class', (sample) => sectionClass(sample, GB3838_2002, WATER_METHODS.realtime));
    measure('naive rank alone', naive);
  },
};

import type { Subject } from './subject.ts';

/** Memory of the program when so many messages were stored, in bytes. */
export interface Sample {
  readonly at: number;
  readonly resident: number;
  readonly heap: number;
}

function figure(text: string, name: string): number {
  const line = text.split('\n').find((one) => one.startsWith(`${name} `));
  if (!line) throw new Error(`/metrics has no ${name}`);
  return Number(line.slice(name.length + 1));
}

const metricsOf = async ({ apiUrl }: Subject): Promise<string> => (await fetch(`${apiUrl}/metrics`)).text();

/** What the program says of itself at `/metrics`. */
export async function memoryOf(subject: Subject): Promise<Omit<Sample, 'at'>> {
  const text = await metricsOf(subject);
  return {
    resident: figure(text, 'process_resident_memory_bytes'),
    heap: figure(text, 'nodejs_heap_size_used_bytes'),
  };
}

/** Until all that is stored was evaluated and judged; a step of a soak may take that long. */
export async function caughtUp(subject: Subject): Promise<void> {
  const end = performance.now() + 600_000;
  for (;;) {
    const text = await metricsOf(subject);
    const lag = figure(text, 'lanbi_evaluate_lag') + figure(text, 'lanbi_alert_lag');
    if (lag === 0) return;
    if (performance.now() > end) throw new Error(`${lag} entries wait after ten minutes`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Messages that the broker sent a second time. */
export const redeliveredTo = async (subject: Subject): Promise<number> =>
  figure(await metricsOf(subject), 'lanbi_inbox_redelivered_total');

/** Samples on a straight line by least squares: its ends, and what is added per message. */
export interface Line {
  readonly first: number;
  readonly last: number;
  readonly slope: number;
}

export function lineThrough(samples: readonly Sample[], of: 'resident' | 'heap'): Line {
  const mean = (figures: readonly number[]): number =>
    figures.reduce((sum, one) => sum + one, 0) / figures.length;
  const [x, y] = [mean(samples.map(({ at }) => at)), mean(samples.map((sample) => sample[of]))];
  const rise = samples.reduce((sum, sample) => sum + (sample.at - x) * (sample[of] - y), 0);
  const run = samples.reduce((sum, sample) => sum + (sample.at - x) ** 2, 0);
  const slope = rise / run;
  const on = (at: number): number => y + slope * (at - x);
  return { first: on(samples[0]?.at ?? x), last: on(samples.at(-1)?.at ?? x), slope };
}

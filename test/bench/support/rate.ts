/** Let the compiler see it, then count: evaluations per second of one core, by the time the process used. */
export function rate<T>(samples: readonly T[], once: (sample: T) => unknown, milliseconds = 1500): number {
  for (const sample of samples) once(sample);
  let done = 0;
  const started = process.cpuUsage();
  const until = performance.now() + milliseconds;
  while (performance.now() < until) {
    for (const sample of samples) once(sample);
    done += samples.length;
  }
  const { user, system } = process.cpuUsage(started);
  return (done * 1e6) / (user + system);
}

/** Bytes that one call leaves on the heap: the median of short runs, so that a collection does not move it. */
export function bytes<T>(samples: readonly T[], once: (sample: T) => unknown): number {
  const each = Math.max(1, Math.floor(samples.length / 41));
  const readings = Array.from({ length: 41 }, (_, run) => {
    const few = samples.slice((run * each) % samples.length, ((run * each) % samples.length) + each);
    const before = process.memoryUsage().heapUsed;
    for (const sample of few) once(sample);
    return (process.memoryUsage().heapUsed - before) / few.length;
  });
  return Math.round(readings.sort((a, b) => a - b)[20] ?? 0);
}

/** One line of a benchmark. */
export function tell<T>(name: string, samples: readonly T[], once: (sample: T) => unknown): void {
  const perSecond = Math.round(rate(samples, once)).toLocaleString('en');
  console.log(`${name}: ${perSecond}/s per core, ${bytes(samples, once).toLocaleString('en')} bytes each`);
}

import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export type Labels = Readonly<Record<string, string>>;

export interface CounterMetric {
  add(count: number, labels?: Labels): void;
  /** The sum over all label sets that hold `labels`. */
  value(labels?: Labels): Promise<number>;
}

export interface HistogramMetric {
  observe(value: number, labels?: Labels): void;
}

/** A metric with labels and how its values are read. A counter only rises. */
export interface Family {
  readonly kind: 'counter' | 'gauge';
  readonly name: string;
  readonly help: string;
  readonly labels?: readonly string[];
  readonly read: () => Iterable<readonly [labels: Labels, value: number]>;
}

/** The metrics of one process, in OpenMetrics text. */
export interface Metrics {
  counter(name: string, help: string, labels?: readonly string[]): CounterMetric;
  /**
   * Registers a metric whose values are kept elsewhere. All of them are read in one turn of the event loop at a scrape,
   * so that sums over several of them hold; `read` is therefore synchronous.
   */
  family(family: Family): void;
  /** Registers a gauge that is read at each scrape. */
  gauge(name: string, help: string, read: () => number | Promise<number>): void;
  /** Registers a gauge with labels whose values are read asynchronously at each scrape. */
  gauges(
    name: string,
    help: string,
    labels: readonly string[],
    read: () => Promise<Iterable<readonly [labels: Labels, value: number]>>,
  ): void;
  histogram(
    name: string,
    help: string,
    buckets: readonly number[],
    labels?: readonly string[],
  ): HistogramMetric;
  readonly contentType: string;
  text(): Promise<string>;
}

const holds = (all: Readonly<Record<string, string | number>>, some: Labels): boolean =>
  Object.entries(some).every(([name, value]) => all[name] === value);

function createCounter(counter: Counter): CounterMetric {
  return {
    add: (count, at = {}) => counter.inc({ ...at }, count),
    value: async (some = {}) =>
      (await counter.get()).values
        .filter((entry) => holds(entry.labels as Record<string, string | number>, some))
        .reduce((total, entry) => total + entry.value, 0),
  };
}

/** Registers a family with prom-client. Labels are new objects each time: prom-client formats them later. */
function addFamily({ kind, name, help, labels = [], read }: Family, registers: Registry[]): void {
  function collect(this: Counter | Gauge): void {
    this.reset();
    for (const [at, value] of read()) this.inc({ ...at }, value);
  }
  const options = { name, help, labelNames: [...labels], registers, collect };
  if (kind === 'counter') new Counter(options);
  else new Gauge(options);
}

function createRegistry(): Registry {
  const registry: Registry = new Registry();
  registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE as never);
  return registry;
}

let processRegistry: Registry | undefined;

/**
 * The metrics of the process itself: one set a process, since prom-client offers no way to stop the timers and observers
 * that they need. Those of each program that had been stopped kept all of it in memory.
 */
function metricsOfProcess(): Registry {
  if (!processRegistry) {
    processRegistry = createRegistry();
    collectDefaultMetrics({ register: processRegistry });
  }
  return processRegistry;
}

export function createMetrics(): Metrics {
  const ofProcess = metricsOfProcess();
  const registry = createRegistry();
  const registers = [registry];
  return {
    counter: (name, help, labels = []) =>
      createCounter(new Counter({ name, help, labelNames: [...labels], registers })),
    family: (family) => addFamily(family, registers),
    gauge(name, help, read) {
      new Gauge({
        name,
        help,
        registers,
        async collect() {
          this.set(await read());
        },
      });
    },
    gauges(name, help, labels, read) {
      new Gauge({
        name,
        help,
        labelNames: [...labels],
        registers,
        async collect() {
          const figures = await read();
          this.reset();
          for (const [at, value] of figures) this.set({ ...at }, value);
        },
      });
    },
    histogram(name, help, buckets, labels = []) {
      const histogram = new Histogram({
        name,
        help,
        buckets: [...buckets],
        labelNames: [...labels],
        registers,
      });
      return { observe: (value, at = {}) => histogram.observe({ ...at }, value) };
    },
    contentType: Registry.OPENMETRICS_CONTENT_TYPE,
    text: () => Registry.merge([ofProcess, registry]).metrics(),
  };
}

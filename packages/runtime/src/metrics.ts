import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

type Labels = Readonly<Record<string, string>>;

export interface CounterMetric {
  add(count: number, labels?: Labels): void;
  /** The sum over all label sets that hold `labels`. */
  value(labels?: Labels): Promise<number>;
}

export interface HistogramMetric {
  observe(value: number, labels?: Labels): void;
}

/** The metrics of one process, in OpenMetrics text. */
export interface Metrics {
  counter(name: string, help: string, labels?: readonly string[]): CounterMetric;
  /** Read when scraped, so that a gauge can never be stale. */
  gauge(name: string, help: string, read: () => number | Promise<number>): void;
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

export function createMetrics(): Metrics {
  const registry: Registry = new Registry();
  registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE as never);
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    counter(name, help, labels = []) {
      const counter = new Counter({ name, help, labelNames: [...labels], registers });
      return {
        add: (count, at = {}) => counter.inc({ ...at }, count),
        value: async (some = {}) =>
          (await counter.get()).values
            .filter((entry) => holds(entry.labels as Record<string, string | number>, some))
            .reduce((total, entry) => total + entry.value, 0),
      };
    },
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
    text: () => registry.metrics(),
  };
}

import { InfluxClient, type InfluxRow, type InfluxSeries } from '../../src/client/influx-client.ts';
import type { InfluxqlQuery } from '../../src/read/result-queries.ts';
import type { MemoryInflux } from './memory-influx.ts';

/** Steps of requests that wait until a test lets them go on. */
export class Held {
  readonly #waiting: (() => void)[] = [];
  #open = true;

  /** From now on each step waits. */
  hold(): void {
    this.#open = false;
  }

  /** Nothing waits any more. */
  open(): void {
    this.#open = true;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  async through(): Promise<void> {
    if (!this.#open) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** Lets the step go on that has waited as the nth. */
  release(nth: number): void {
    this.#waiting.splice(nth, 1)[0]?.();
  }
}

/** Requests to an InfluxDB in memory that wait before they come there, and before their answer comes back. */
export class HeldClient extends InfluxClient {
  readonly #memory: MemoryInflux;
  readonly #held: Held;

  constructor(memory: MemoryInflux, held: Held) {
    super({ url: 'http://127.0.0.1:1', token: 't', org: 'o', bucket: 'b' }, 1_000);
    this.#memory = memory;
    this.#held = held;
  }

  async #during<Answer>(work: () => Answer): Promise<Answer> {
    await this.#held.through();
    const answer = work();
    await this.#held.through();
    return answer;
  }

  override query(flux: string): Promise<InfluxRow[]> {
    return this.#during(() => [...this.#memory.rows(flux)]);
  }

  override select(bucket: string, { text, params }: InfluxqlQuery): Promise<InfluxSeries[]> {
    return this.#during(() => this.#memory.series(bucket, text, params).flat());
  }

  override async write(bucket: string, lines: readonly string[]): Promise<undefined> {
    const path = `/api/v2/write?${new URLSearchParams({ bucket })}`;
    await this.#during(() => this.#memory.answer({ path, body: lines.join('\n') }));
    return undefined;
  }

  override async remove(bucket: string, at: number, nth: number, predicate: string): Promise<undefined> {
    const path = `/api/v2/delete?${new URLSearchParams({ bucket })}`;
    const time = new Date(at).toISOString().replace('Z', `${String(nth).padStart(6, '0')}Z`);
    const body = JSON.stringify({ start: time, stop: time, predicate });
    await this.#during(() => this.#memory.answer({ path, body }));
    return undefined;
  }
}

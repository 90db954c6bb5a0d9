import type { ServerResponse } from 'node:http';
import { Points } from '@lanbi/evaluation';
import { earlierOffset } from '@lanbi/model';
import { evaluatorLag } from '@lanbi/query';
import { EVENT_STREAM_HEARTBEAT_MS } from '@lanbi/runtime';
import { SECOND } from '@lanbi/standards';
import type { AlertApiDeps } from '../deps.ts';
import { StreamClient } from './client.ts';
import { type StreamDeps, TOPICS, type Topic } from './entries.ts';
import type { StreamFilter } from './filter.ts';
import { ReadGate } from './gate.ts';
import type { RingBounds } from './ring-bounds.ts';
import { SharedLog } from './shared-log.ts';
import { type StreamOffset, streamOffsetOf } from './stream-offset.ts';

/** How often a client that waits for the end of evaluation is looked after. */
const LAG_MS = SECOND / 2;

type Deps = Pick<
  AlertApiDeps,
  'alerts' | 'store' | 'clock' | 'log' | 'registry' | 'provisionalHours' | 'statements'
>;

/** Sends to one client until its response ends. */
interface Follower {
  readonly response: ServerResponse;
  readonly client: StreamClient;
  /** There may be more to send. */
  wake(): void;
}

/** All streams of the process. They read the logs together, and are woken by one listener on each. */
export class StreamHub {
  readonly #deps: Deps;
  readonly #onSlow: () => void;
  readonly #logs: ReadonlyMap<Topic, SharedLog>;
  readonly #followers = new Set<Follower>();
  #stops: readonly (() => void)[] = [];

  constructor(deps: Deps, { onSlow, ring }: { onSlow: () => void; ring?: RingBounds | undefined }) {
    const gate = new ReadGate();
    this.#deps = deps;
    this.#onSlow = onSlow;
    const logs: StreamDeps = { ...deps, points: new Points(deps.registry) };
    this.#logs = new Map(TOPICS.map((topic) => [topic, new SharedLog(topic, logs, gate, ring)]));
  }

  get responses(): ServerResponse[] {
    return [...this.#followers].map(({ response }) => response);
  }

  /**
   * Where a stream begins: behind `Last-Event-ID`, but never behind the end of a log, else at the end of both.
   * @throws Problem bad-cursor
   */
  async beginOf(id: string | undefined): Promise<StreamOffset> {
    const asked = id === undefined ? undefined : streamOffsetOf(id);
    const { alerts, store } = this.#deps;
    const [alert, result] = [await alerts.alertHead(), await store.resultHead()];
    if (!asked) return { alert, result };
    return { alert: earlierOffset(asked.alert, alert), result: earlierOffset(asked.result, result) };
  }

  /** Sends the wanted entries behind an offset to a client until it disconnects. */
  follow(response: ServerResponse, filter: StreamFilter, offset: StreamOffset): void {
    const follower = this.#follower(response, filter, offset);
    if (this.#followers.size === 0) this.#listen();
    this.#followers.add(follower);
    // Whoever does not read gets no heartbeat either: it would only pile up.
    const beat = setInterval(() => {
      if (!response.writableNeedDrain) follower.client.beat();
    }, EVENT_STREAM_HEARTBEAT_MS);
    response.once('close', () => {
      clearInterval(beat);
      this.#followers.delete(follower);
      if (this.#followers.size === 0) this.#rest();
    });
    follower.wake();
  }

  #listen(): void {
    const { alerts, store } = this.#deps;
    const wake = (topic: Topic) => () => {
      this.#logs.get(topic)?.changed();
      for (const follower of this.#followers) follower.wake();
    };
    for (const log of this.#logs.values()) log.changed();
    const say = (change: 'annotated' | 'published') => () => {
      for (const follower of this.#followers) {
        follower.client[change]();
        follower.wake();
      }
    };
    this.#stops = [
      alerts.onAlerts(wake('alerts')),
      store.onResults(wake('results')),
      store.onAnnotations(say('annotated')),
      store.onPublished(say('published')),
    ];
  }

  /** Nobody follows: nothing is read or kept. */
  #rest(): void {
    for (const stop of this.#stops) stop();
    for (const log of this.#logs.values()) log.clear();
  }

  /** Says that all is evaluated, or looks again a little later. */
  async #sayEvaluated(client: StreamClient, wake: () => void): Promise<void> {
    const lag = await evaluatorLag(this.#deps);
    if (lag.complete) client.sayEvaluated(lag);
    else setTimeout(wake, LAG_MS).unref();
  }

  #follower(response: ServerResponse, filter: StreamFilter, offset: StreamOffset): Follower {
    const logs = new Map([...this.#logs].filter(([topic]) => filter.topics.includes(topic)));
    const client = new StreamClient(response, {
      logs,
      offset,
      filter,
      clock: this.#deps.clock,
      annotationVersion: () => this.#deps.store.annotationVersion(),
      lastBulletin: async () => (await this.#deps.store.publishedBulletins({ limit: 1 }))[0],
      onSlow: this.#onSlow,
    });
    let [running, again] = [false, false];
    const run = async (): Promise<void> => {
      while (again && !client.isOver) {
        again = false;
        while (!client.isOver && (await client.pump()));
        if (client.waitsForEvaluation && !again && !client.isOver) await this.#sayEvaluated(client, wake);
      }
    };
    const wake = (): void => {
      again = true;
      if (running) return;
      running = true;
      run()
        .catch((error: unknown) => {
          this.#deps.log.warn({ err: error }, 'a stream was ended; its client begins again where it was');
          response.end();
        })
        .finally(() => {
          running = false;
          if (again && !client.isOver) wake();
        });
    };
    return { response, client, wake };
  }
}

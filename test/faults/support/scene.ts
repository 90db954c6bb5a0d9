import { type MosquittoOptions, startMosquitto } from '@lanbi/testkit/servers/mosquitto';
import { expect, onTestFinished } from 'vitest';
import { createLedger, type Ledger } from './ledger.ts';
import { type Load, type Message, startLoad } from './load.ts';
import type { Progress } from './progress.ts';
import { createSubject, type Subject, type SubjectOptions } from './subject.ts';
import { startTap } from './tap.ts';

/** Stations, broker, program and ledger of one scenario; the program runs when it is handed out. */
export interface Scene {
  readonly subject: Subject;
  readonly load: Load;
  readonly ledger: Ledger;
  /** What the program acknowledged, by the one who counts: the tap before a broker, or the stations themselves. */
  readonly acknowledged: ReadonlySet<number>;
  /** Counts by which a moment under load can be named. */
  readonly moments: readonly [Progress, ...Progress[]];
  redelivered(): number;
}

export interface SceneOptions {
  readonly mosquitto?: MosquittoOptions;
  readonly subject?: SubjectOptions;
  /** What the stations say; the readings of the ledger unless said otherwise. */
  readonly message?: Message;
}

/** The program, running. */
export async function started(options: SubjectOptions = {}): Promise<Subject> {
  const subject = await createSubject(options);
  expect(await subject.start(), subject.said()).toBe('running');
  return subject;
}

/** A broker outside that keeps its sessions, the program behind a tap; the load speaks to the broker. */
export async function withMosquitto({ mosquitto, message, subject: more }: SceneOptions = {}) {
  const broker = await startMosquitto(mosquitto);
  onTestFinished(() => broker.stop());
  const tap = await startTap(broker.port);
  // Our session must exist before the first message: a broker keeps nothing for those it does not know.
  const subject = await started({ ...more, env: { ...more?.env, LANBI_MQTT_URL: tap.url } });
  const load = startLoad(broker.url, message);
  const scene: Scene = {
    subject,
    load,
    ledger: createLedger(subject.dataDir, subject),
    acknowledged: tap.acknowledged,
    moments: [tap.deliveries, tap.pubacks],
    redelivered: () => tap.redelivered,
  };
  return { ...scene, broker, tap };
}

/** The embedded broker: the stations speak to the program and count their own PUBACKs. */
export async function withStations({ message, subject: more }: SceneOptions = {}): Promise<Scene> {
  const subject = await started(more);
  const load = startLoad(subject.brokerUrl, message);
  return {
    subject,
    load,
    ledger: createLedger(subject.dataDir, subject),
    acknowledged: load.acknowledged,
    moments: [load.progress],
    redelivered: () => load.redelivered,
  };
}

import { type MosquittoOptions, startMosquitto } from '@lanbi/testkit/servers/mosquitto';
import { expect, onTestFinished } from 'vitest';
import { createLedger, type Ledger } from './ledger.ts';
import { type Load, type Message, startLoad } from './load.ts';
import { startProbe } from './probe.ts';
import type { Progress } from './progress.ts';
import { createSubject, type Subject, type SubjectOptions } from './subject.ts';

/** Stations, broker, program and ledger of one scenario; the program runs when it is handed out. */
export interface Scenario {
  readonly subject: Subject;
  readonly load: Load;
  readonly ledger: Ledger;
  /** What the program acknowledged, by the one who counts: the probe before a broker, or the stations themselves. */
  readonly acknowledged: ReadonlySet<number>;
  /** Counts by which a moment under load can be named. */
  readonly moments: readonly [Progress, ...Progress[]];
  redelivered(): number;
}

export interface ScenarioOptions {
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

/** A broker outside that keeps its sessions, the program behind a probe; the load speaks to the broker. */
export async function withMosquitto({ mosquitto, message, subject: more }: ScenarioOptions = {}) {
  const broker = await startMosquitto(mosquitto);
  onTestFinished(() => broker.stop());
  const probe = await startProbe(broker.port);
  // Our session must exist before the first message: a broker keeps nothing for those it does not know.
  const subject = await started({ ...more, env: { ...more?.env, LANBI_MQTT_URL: probe.url } });
  const load = startLoad(broker.url, message);
  const scenario: Scenario = {
    subject,
    load,
    ledger: createLedger(subject.dataDir, subject),
    acknowledged: probe.acknowledged,
    moments: [probe.deliveries, probe.pubacks],
    redelivered: () => probe.redelivered,
  };
  return { ...scenario, broker, probe };
}

/** The embedded broker: the stations speak to the program and count their own PUBACKs. */
export async function withStations({ message, subject: more }: ScenarioOptions = {}): Promise<Scenario> {
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

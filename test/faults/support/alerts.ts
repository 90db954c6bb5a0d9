import { onTestFinished } from 'vitest';
import { advanced } from './accounting.ts';
import type { Subject } from './subject.ts';

/** A change of an alert as it is sent. */
export interface Change {
  readonly cursor: string;
  readonly ruleId: string;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly state: string;
  readonly since: string;
  readonly value: number | null;
  readonly notification: string;
}

interface Page {
  readonly data: readonly Change[];
  readonly meta: { readonly since: string };
}

/** Statuses of an API that is busy: whoever polls comes again. */
const BUSY = [429, 503];

async function page(apiUrl: string, since: string, limit: number): Promise<Page> {
  for (;;) {
    const answer = await fetch(`${apiUrl}/v1/alerts?since=${since}&limit=${limit}`);
    if (answer.ok) return (await answer.json()) as Page;
    const text = await answer.text();
    if (!BUSY.includes(answer.status)) throw new Error(`alerts since ${since}: ${answer.status} ${text}`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** The whole log of changes. */
export async function logOf({ apiUrl }: Subject): Promise<Change[]> {
  const log: Change[] = [];
  for (let since = '0'; ; ) {
    const { data, meta } = await page(apiUrl, since, 1000);
    log.push(...data);
    if (data.length === 0) return log;
    since = meta.since;
  }
}

/** What holds of each alert by the log: state, since when and by which value, without the time before the first one. */
export function pathsOf(log: readonly Change[]): Record<string, unknown[]> {
  const held = new Map<string, Map<string, Change>>();
  for (const change of log) {
    const key = `${change.ruleId} ${change.subject.id}`;
    const path = held.get(key) ?? new Map<string, Change>();
    held.set(key, path);
    if (change.notification === 'retracted') path.delete(change.since);
    else path.set(change.since, change);
  }
  const ordered = (path: ReadonlyMap<string, Change>) =>
    [...path.values()].filter(({ state }) => state !== 'stale').sort((a, b) => (a.since < b.since ? -1 : 1));
  return Object.fromEntries(
    [...held]
      .sort()
      .map(([key, path]) => [key, ordered(path).map(({ state, since, value }) => [state, since, value])]),
  );
}

async function metricOf({ apiUrl }: Subject, name: string): Promise<number> {
  const text = await (await fetch(`${apiUrl}/metrics`)).text();
  const line = text.split('\n').find((each) => each.startsWith(`${name} `));
  return line === undefined ? Number.NaN : Number(line.slice(name.length));
}

/** Resolves when everything stored is evaluated, applied to alerts, and sent to the listener. */
export async function alertsCaughtUp(
  subject: Subject,
  received: ReadonlyMap<string, unknown>,
): Promise<void> {
  await advanced(
    async () => {
      const lag = [await metricOf(subject, 'lanbi_evaluate_lag'), await metricOf(subject, 'lanbi_alert_lag')];
      const bells = (await logOf(subject)).filter(({ notification }) => notification === 'current');
      return { lag, unsent: bells.filter(({ cursor }) => !received.has(cursor)).length };
    },
    ({ lag, unsent }) => unsent === 0 && lag.every((each) => each === 0),
    'the alerts are caught up',
  );
}

/** Polls all the time, whether the program is there or not. */
export function createPoller(apiUrl: () => string) {
  const seen: string[] = [];
  let since = '0';
  let target = Number.POSITIVE_INFINITY;

  async function poll(): Promise<void> {
    while (seen.length < target) {
      try {
        const { data, meta } = await page(apiUrl(), since, 7);
        seen.push(...data.map(({ cursor }) => cursor));
        since = meta.since;
      } catch {
        // It is away: what was not answered is asked again.
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  const polling = poll();
  onTestFinished(() => {
    target = 0;
  });
  return {
    seen,
    /** Resolves when it has seen so many. */
    async upTo(count: number): Promise<void> {
      target = count;
      await polling;
    },
  };
}

import { judgesAlike } from '@lanbi/alerting';
import type { AlertCommit } from '@lanbi/model';
import type { Instant } from '@lanbi/standards';
import type { AlertDeps } from '../deps.ts';
import type { SampleSource } from '../samples/source.ts';
import type { Advance } from './advance.ts';
import { type Book, createBook } from './book.ts';
import type { Later } from './later.ts';
import { createRestore } from './restore.ts';
import { lastWordOn } from './tell.ts';
import type { Track } from './track.ts';

/** Watches restored between two turns of the event loop. */
const RESTORED_AT_ONCE = 200;

export interface Opening {
  readonly source: SampleSource;
  readonly later: Later;
  /** Since when a subject never seen is stale. */
  readonly born: Instant;
  /** Tells what comes of it and stores it. */
  settle(advances: readonly Advance[], more?: Partial<AlertCommit>): Promise<void>;
}

/**
 * The book of the rules in force. Alerts of rules that judge as before stand where they stood; those of new and changed
 * rules are judged anew; those that no rule is on any more, or whose subject is out of service, end. A kill in between leaves the rest to the next opening.
 */
export async function openBook(deps: AlertDeps, { source, later, born, settle }: Opening): Promise<Book> {
  const { alerts, registry, clock } = deps;
  const rules = (await alerts.alertRules()).filter(({ rule }) => rule.enabled);
  const book = createBook(rules, registry, { born, now: clock.now() });
  const restore = createRestore(deps, source, later, () => clock.now());
  await restore.prepare();
  const before = new Map((await alerts.judgedRules()).map((rule) => [rule.id, rule]));
  const alike = rules.filter(({ rule }) => judgesAlike(before.get(rule.id), rule));
  const asBefore = new Set(alike.map(({ rule }) => rule.id));
  const isAsBefore = ({ rule }: Track): boolean => asBefore.has(rule.id);
  let advances: Advance[] = [];
  let n = 0;
  for (const watch of book.watches()) {
    advances.push(...(await restore.watch(watch, isAsBefore)));
    if (++n % RESTORED_AT_ONCE > 0) continue;
    await settle(advances);
    advances = [];
    await new Promise(setImmediate);
  }
  const ended = [...restore.endedBut(book.tracks())];
  const at = clock.now();
  await settle(advances, {
    judged: rules.map(({ rule }) => rule),
    changes: ended.flatMap((alert) => lastWordOn(alert, at)),
    ended: ended.map(({ change: { ruleId, subject } }) => ({ ruleId, subject })),
  });
  return book;
}

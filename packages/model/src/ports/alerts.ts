import type { Instant } from '@lanbi/standards';
import type { AlertChange, AlertRule, AlertSubject, AlertTransition } from '../nouns/alert.ts';
import type { ConsumerName } from '../nouns/consumers.ts';
import type { Offset } from '../nouns/offset.ts';

export interface StoredRule {
  readonly rule: AlertRule;
  /** One more each time the rule was put with another content. */
  readonly revision: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

/** A transition as the log keeps it; `latched` lets the machine go on from it. */
export interface StoredTransition extends AlertTransition {
  readonly latched: boolean;
}

/** One change to be appended; the store gives cursor and revision. */
export type NewAlertChange = Omit<AlertChange, 'cursor' | 'revision'> & { readonly latched: boolean };

/** An alert that is judged anew, under a new or changed rule: what was told before stays in the log and does not hold. */
export interface JudgedAnew {
  readonly ruleId: string;
  readonly subject: AlertSubject;
  /** Values up to here do not count for it; absent for a subject never seen, of which all that ever comes counts. */
  readonly after?: Instant;
}

/** What makes an alert the same one. */
export interface AlertKey {
  readonly ruleId: string;
  readonly subject: AlertSubject;
}

/** In this order. */
export interface AlertCommit {
  /** The rules that alerts are judged under from now on. */
  readonly judged?: readonly AlertRule[];
  readonly anew?: readonly JudgedAnew[];
  readonly changes: readonly NewAlertChange[];
  /** Alerts that are no more: their rule is gone or disabled, or names their subject no longer. The log stays. */
  readonly ended?: readonly AlertKey[];
  /** The places of the logs that the changes come from. */
  readonly places: readonly { readonly consumer: ConsumerName; readonly position: Offset }[];
}

export interface AlertChangeQuery {
  /** Only changes behind this cursor. */
  readonly after: Offset;
  readonly limit: number;
  readonly ruleId?: string;
  readonly subject?: AlertSubject;
}

/** A note of a person on an alert: seen (`acknowledge`), or not to be announced for a while (`silence`). */
export interface AlertNote {
  readonly kind: 'acknowledge' | 'silence';
  readonly ruleId: string;
  /** Absent: every subject of the rule. */
  readonly subject?: AlertSubject;
  readonly reason: string;
  /** Who it is from, in words of whoever wrote it. */
  readonly by?: string;
  /** The name of the API key that it came with; absent where none is asked for. */
  readonly author?: string;
  readonly from: Instant;
  /** Absent for an acknowledgement: until the alert changes. */
  readonly until?: Instant;
}

/** A change that a way out gave up to deliver. */
export interface Undelivered {
  readonly cursor: Offset;
  readonly at: Instant;
  readonly error: string;
}

export interface StoredUndelivered extends Undelivered {
  readonly id: number;
  readonly consumer: ConsumerName;
}

/** An alert as it is known now. */
export interface PresentAlert {
  readonly change: AlertChange;
  readonly last: StoredTransition;
  /** When the change to its state became known; `still` leaves it as it was. */
  readonly enteredAt: Instant;
  /** As it was given when it was last judged anew. */
  readonly after?: Instant;
}

export interface StoredNote extends AlertNote {
  readonly id: number;
}

/**
 * Rules, the log of changes of alerts, and notes. A commit is one durable transaction: changes and places together, so
 * that a kill neither loses nor doubles a change. The log keeps its order; an entry is never changed or taken out.
 */
export interface AlertStore {
  /** Before use; `close` is idempotent, and any call after it rejects with `closed`. */
  open(): Promise<void>;
  close(): Promise<void>;

  alertRules(): Promise<readonly StoredRule[]>;
  /** The same content again changes nothing. Listeners of `onAlertRules` are called. */
  putAlertRule(rule: AlertRule, at: Instant): Promise<StoredRule>;
  /** False when there was none. Its alerts end with the commit that says so. */
  deleteAlertRule(id: string): Promise<boolean>;
  /** The rules as alerts were last judged under them. */
  judgedRules(): Promise<readonly AlertRule[]>;
  onAlertRules(listener: () => void): () => void;

  commitAlerts(commit: AlertCommit): Promise<readonly AlertChange[]>;
  /**
   * The transitions of one rule and subject that hold as far as is known, from the last one at or before `from` on,
   * ascending.
   */
  alertPath(ruleId: string, subject: AlertSubject, from: Instant): Promise<readonly StoredTransition[]>;
  /** The last transition that holds of every rule and subject. */
  presentAlerts(): Promise<readonly PresentAlert[]>;
  /** In order of the cursor. */
  alertChanges(query: AlertChangeQuery): Promise<readonly AlertChange[]>;
  /** The cursor of the last change; `LOG_START` when there is none. */
  alertHead(): Promise<Offset>;
  /** Calls back after a commit with changes or ended alerts. */
  onAlerts(listener: () => void): () => void;
  /** Calls back with the alerts that a commit ended, before the listeners of `onAlerts`. */
  onAlertEnds(listener: (ended: readonly AlertKey[]) => void): () => void;

  /** How far a consumer of the observations, of the results or of the log of changes has come; `LOG_START` when never kept. */
  alertCheckpoint(consumer: ConsumerName): Promise<Offset>;
  /** Moves the place and the undelivered changes of one consumer to another name; nothing where there are none. */
  renameAlertConsumer(from: ConsumerName, to: ConsumerName): Promise<void>;
  /** A way out moves on behind `cursor`; what it gave up to deliver is kept in the same transaction. */
  keepAlertCheckpoint(consumer: ConsumerName, cursor: Offset, undelivered?: Undelivered): Promise<void>;
  /** Newest first. */
  undeliveredAlerts(limit: number): Promise<readonly StoredUndelivered[]>;

  /** An acknowledgement takes the place of an earlier one of the same alert; silences that ended a year ago go. */
  putAlertNote(note: AlertNote): Promise<StoredNote>;
  deleteAlertNote(id: number): Promise<boolean>;
  /** Those that have not ended at `at`. */
  alertNotes(at: Instant): Promise<readonly StoredNote[]>;
}

/** What a rule would have told of one subject over a stretch of stored history. */
export interface DryRun {
  readonly subject: AlertSubject;
  /** How many values there were. */
  readonly values: number;
  readonly turns: readonly StoredTransition[];
}

/** Judges a rule over ends in (from, to], of up to `limit` subjects; nothing is stored and nobody is told. */
export type DryRunner = (
  rule: AlertRule,
  span: { readonly from: Instant; readonly to: Instant; readonly limit: number },
) => Promise<readonly DryRun[]>;

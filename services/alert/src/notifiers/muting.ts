import type { AlertChange, AlertStore, StoredNote } from '@lanbi/model';
import type { Instant } from '@lanbi/standards';

const isOf = (note: StoredNote, { ruleId, subject }: Pick<AlertChange, 'ruleId' | 'subject'>): boolean =>
  note.ruleId === ruleId &&
  (!note.subject || (note.subject.kind === subject.kind && note.subject.id === subject.id));

/** The silence that mutes an alert at an instant. A muted alert is not sent to webhooks and Alertmanager, and shown everywhere. */
export const silenceOf = (
  notes: readonly StoredNote[],
  alert: Pick<AlertChange, 'ruleId' | 'subject'>,
  at: Instant,
): StoredNote | undefined =>
  notes.find(
    (note) =>
      note.kind === 'silence' &&
      isOf(note, alert) &&
      note.from <= at &&
      (note.until === undefined || at < note.until),
  );

/** Whether a change is sent: a `current` one that no silence mutes. */
export async function isSent(change: AlertChange, alerts: AlertStore, at: Instant): Promise<boolean> {
  return change.notification === 'current' && !silenceOf(await alerts.alertNotes(at), change, at);
}

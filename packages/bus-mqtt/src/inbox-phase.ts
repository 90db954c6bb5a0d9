/**
 * Where an inbox stands:
 * `unopened` before its first subscription,
 * `subscribed` while the broker delivers to it,
 * `disconnected` while it has no connection to the broker,
 * `unsubscribed` when the broker refused the subscription of a new connection,
 * `closed` after `close`, until it is opened again.
 * A pause is no phase: it lasts over connections that end and come back.
 */
export type InboxPhase =
  | { readonly kind: 'unopened' | 'subscribed' | 'disconnected' | 'closed' }
  | { readonly kind: 'unsubscribed'; readonly fault: string };

export type InboxEvent =
  | { readonly kind: 'open' | 'subscribed' | 'disconnected' | 'closed' }
  | { readonly kind: 'refused'; readonly fault: string };

export const UNOPENED: InboxPhase = { kind: 'unopened' };

/** The phase after an event. Late events of a connection leave a closed inbox closed. */
export function nextInboxPhase(phase: InboxPhase, event: InboxEvent): InboxPhase {
  if (phase.kind === 'closed') return event.kind === 'open' ? UNOPENED : phase;
  switch (event.kind) {
    case 'open':
      return phase;
    case 'refused':
      return { kind: 'unsubscribed', fault: event.fault };
    default:
      return { kind: event.kind };
  }
}

/** Why no telemetry comes in; undefined where the inbox is subscribed. */
export function inboxReason(phase: InboxPhase): string | undefined {
  switch (phase.kind) {
    case 'unopened':
      return 'not opened';
    case 'subscribed':
      return undefined;
    case 'disconnected':
      return 'no connection to the broker';
    case 'unsubscribed':
      return `not subscribed: ${phase.fault}`;
    case 'closed':
      return 'closed';
  }
}

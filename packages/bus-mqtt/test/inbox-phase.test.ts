import { describe, expect, it } from 'vitest';
import { type InboxEvent, inboxReason, nextInboxPhase, UNOPENED } from '../src/inbox-phase.ts';

const reasonAfter = (...events: readonly InboxEvent[]): string | undefined =>
  inboxReason(events.reduce(nextInboxPhase, UNOPENED));

const refused: InboxEvent = { kind: 'refused', fault: 'granted at QoS 0' };
const [open, subscribed, disconnected, closed] = (
  ['open', 'subscribed', 'disconnected', 'closed'] as const
).map((kind) => ({ kind })) as [InboxEvent, InboxEvent, InboxEvent, InboxEvent];

describe('the phase of an inbox', () => {
  it('says why no telemetry comes in, and nothing while it is subscribed', () => {
    expect(reasonAfter()).toBe('not opened');
    expect(reasonAfter(open)).toBe('not opened');
    expect(reasonAfter(open, subscribed)).toBeUndefined();
    expect(reasonAfter(open, subscribed, disconnected)).toBe('no connection to the broker');
    expect(reasonAfter(open, subscribed, disconnected, refused)).toBe('not subscribed: granted at QoS 0');
    expect(reasonAfter(open, subscribed, disconnected, refused, disconnected, subscribed)).toBeUndefined();
    expect(reasonAfter(open, subscribed, closed)).toBe('closed');
  });

  it('stays closed when a connection that had begun to subscribe ends late, until it is opened again', () => {
    for (const late of [subscribed, disconnected, refused])
      expect(reasonAfter(open, subscribed, closed, late)).toBe('closed');
    expect(reasonAfter(open, subscribed, closed, open)).toBe('not opened');
    expect(reasonAfter(open, subscribed, closed, open, subscribed)).toBeUndefined();
  });

  it('keeps what was found when an open that failed is repeated', () => {
    expect(reasonAfter(open, disconnected, open)).toBe('no connection to the broker');
  });
});

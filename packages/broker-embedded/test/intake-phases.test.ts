import { describe, expect, it } from 'vitest';
import { type Phase, type PhaseEvent, transition } from '../src/inbound-message.ts';

const PHASES: readonly Phase[] = ['queued', 'delivered', 'acknowledged', 'refused', 'discarded'];
const EVENTS: readonly PhaseEvent[] = ['deliver', 'acknowledge', 'refuse', 'disconnect'];

/** What the contract of an inbox allows; every other event has no effect. */
const ALLOWED = [
  'queued deliver delivered',
  'queued refuse refused',
  'queued disconnect discarded',
  'delivered acknowledge acknowledged',
  'delivered refuse refused',
];

describe('a message of the embedded inbox', () => {
  it('moves along the allowed transitions only', () => {
    const moved = PHASES.flatMap((phase) =>
      EVENTS.flatMap((event) => {
        const message = { phase };
        return transition(message, event) ? [`${phase} ${event} ${message.phase}`] : [];
      }),
    );
    expect(moved).toEqual(ALLOWED);
  });

  it('is acknowledged once, and never after it was refused', () => {
    const message: { phase: Phase } = { phase: 'delivered' };
    expect([transition(message, 'acknowledge'), transition(message, 'acknowledge')]).toEqual([true, false]);
    const refused: { phase: Phase } = { phase: 'refused' };
    expect(transition(refused, 'acknowledge')).toBe(false);
  });
});

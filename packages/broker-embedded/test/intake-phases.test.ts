import { describe, expect, it } from 'vitest';
import { changePhase, type MessagePhase, type MessagePhaseEvent } from '../src/inbound-message.ts';

const PHASES: readonly MessagePhase[] = ['queued', 'delivered', 'acknowledged', 'refused', 'discarded'];
const EVENTS: readonly MessagePhaseEvent[] = ['deliver', 'acknowledge', 'refuse', 'disconnect'];

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
        return changePhase(message, event) ? [`${phase} ${event} ${message.phase}`] : [];
      }),
    );
    expect(moved).toEqual(ALLOWED);
  });

  it('is acknowledged once, and never after it was refused', () => {
    const message: { phase: MessagePhase } = { phase: 'delivered' };
    expect([changePhase(message, 'acknowledge'), changePhase(message, 'acknowledge')]).toEqual([true, false]);
    const refused: { phase: MessagePhase } = { phase: 'refused' };
    expect(changePhase(refused, 'acknowledge')).toBe(false);
  });
});

import { expect } from 'vitest';
import { imbalance, readBooks } from './books.ts';
import { KEPT } from './ledger.ts';
import { expectReadBack } from './read-back.ts';
import type { Scene } from './scene.ts';

/** Waits until all that was published is acknowledged; the books must balance whenever they are looked at. */
export async function settled({ subject, load, acknowledged, moments }: Scene): Promise<void> {
  const last = moments[moments.length - 1] ?? moments[0];
  while (acknowledged.size < load.published) {
    await last.reached(last.count + 1);
    const books = await readBooks(subject);
    expect(imbalance(books), JSON.stringify(books)).toBe(0);
  }
}

/**
 * The end of every scenario: each message ever published is acknowledged, and stored once with its values or
 * dead-lettered; the program ends by SIGTERM. Answers the counts of the scenario.
 */
export async function settle(scene: Scene): Promise<Readonly<Record<string, number>>> {
  const { subject, load, ledger, acknowledged, redelivered } = scene;
  await settled(scene);
  await expectReadBack(subject, load.published);
  subject.signal('SIGTERM');
  expect(await subject.ended(), subject.said()).toEqual({ code: 0, signal: null });
  const everything = Array.from({ length: load.published }, (_, n) => n);
  expect(await ledger.audit(everything)).toEqual(KEPT);
  expect(ledger.stored.size + ledger.refused.size).toBe(load.published);
  return {
    published: load.published,
    acknowledged: acknowledged.size,
    stored: ledger.stored.size,
    refused: ledger.refused.size,
    redelivered: redelivered(),
    'refused again': ledger.refusedAgain,
  };
}

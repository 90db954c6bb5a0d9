import type { Subject } from './subject.ts';

/** The books of ingest as `/metrics` shows them, in messages. */
export interface Books {
  readonly received: number;
  readonly stored: number;
  readonly refused: number;
  readonly waiting: number;
}

/** Sum of a metric over its labels. */
function sum(text: string, name: string): number {
  const lines = text.matchAll(new RegExp(`^${name}(?:_total)?(?:\\{[^}]*\\})? (\\S+)$`, 'gm'));
  return [...lines].reduce((total, [, value]) => total + Number(value), 0);
}

/** Reads the books once. @throws when the program does not answer */
export async function readBooks({ apiUrl }: Subject): Promise<Books> {
  const text = await (await fetch(`${apiUrl}/metrics`)).text();
  const of = (name: string): number => sum(text, `lanbi_ingest_messages_${name}`);
  return { received: of('received'), stored: of('stored'), refused: of('refused'), waiting: of('waiting') };
}

/** What the books miss or have too many; 0 whenever they are read. */
export const imbalance = ({ received, stored, refused, waiting }: Books): number =>
  received - stored - refused - waiting;

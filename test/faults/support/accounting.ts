import { balanced, type MessageCounts } from '@lanbi/testkit/accounting';
import type { Subject } from './subject.ts';

export type { MessageCounts };

/** Message accounting of the program now. It must balance at any time. */
export async function countsOf({ apiUrl }: Subject): Promise<MessageCounts> {
  return balanced(await (await fetch(`${apiUrl}/metrics`)).text());
}

/** Polls the counters until `ready` holds. @throws after a minute */
export async function until(
  subject: Subject,
  ready: (counts: MessageCounts) => boolean,
  what: string,
): Promise<MessageCounts> {
  const end = performance.now() + 60_000;
  for (;;) {
    const counts = await countsOf(subject);
    if (ready(counts)) return counts;
    if (performance.now() > end) throw new Error(`not within a minute: ${what}; ${JSON.stringify(counts)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

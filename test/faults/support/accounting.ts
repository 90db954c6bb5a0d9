import { balanced, type MessageCounts } from '@lanbi/testkit/accounting';
import type { Subject } from './subject.ts';

export type { MessageCounts };

/** Message accounting of the program now. It must balance at any time. */
export async function countsOf({ apiUrl }: Subject): Promise<MessageCounts> {
  return balanced(await (await fetch(`${apiUrl}/metrics`)).text());
}

/** How long nothing may change before what is waited for counts as hanging. */
const HANGING_MS = 60_000;

/** Polls a state until `ready` holds, as long as the state changes. @throws after a minute without a change */
export async function advanced<State>(
  read: () => Promise<State>,
  ready: (state: State) => boolean,
  what: string,
): Promise<State> {
  let end = performance.now() + HANGING_MS;
  for (let before = ''; ; ) {
    const state = await read();
    if (ready(state)) return state;
    const text = JSON.stringify(state);
    if (text !== before) end = performance.now() + HANGING_MS;
    if (performance.now() > end) throw new Error(`nothing changed for a minute: ${what}; ${text}`);
    before = text;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Polls the counters until `ready` holds. @throws as `advanced` */
export const until = (
  subject: Subject,
  ready: (counts: MessageCounts) => boolean,
  what: string,
): Promise<MessageCounts> => advanced(() => countsOf(subject), ready, what);

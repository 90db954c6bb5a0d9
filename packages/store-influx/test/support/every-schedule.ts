import type { Held } from './held-client.ts';

/** What is under way in one run, and what may happen to it from outside, each at any moment and in this order. */
export interface Underway {
  readonly work: Promise<unknown>;
  readonly actions: readonly (() => void)[];
  check(): Promise<void>;
}

/** Lets all that waits for nothing outside run. */
async function quiet(): Promise<void> {
  for (let i = 0; i < 4; i += 1) await new Promise(setImmediate);
}

/** One run: at each moment `choose` says what happens next. */
async function run(held: Held, { work, actions }: Underway, choose: (options: number) => number) {
  let ended = false;
  const end = work.then(
    () => {
      ended = true;
    },
    () => {
      ended = true;
    },
  );
  let acted = 0;
  for (await quiet(); !ended; await quiet()) {
    const options = held.waiting + (acted < actions.length ? 1 : 0);
    if (options === 0) throw new Error('nothing waits and nothing goes on');
    const choice = choose(options);
    if (choice < held.waiting) held.release(choice);
    else {
      actions[acted]?.();
      acted += 1;
    }
  }
  await end;
}

/**
 * Runs a scenario once for every order in which its held steps and its actions can happen. Answers how many there were.
 */
export async function everySchedule<Made extends { readonly held: Held }>(
  make: () => Promise<Made>,
  begin: (made: Made) => Promise<Underway>,
): Promise<number> {
  let path: number[] = [];
  for (let runs = 1; ; runs += 1) {
    const widths: number[] = [];
    const made = await make();
    const underway = await begin(made);
    await run(made.held, underway, (options) => {
      const at = widths.push(options) - 1;
      path[at] ??= 0;
      return path[at];
    });
    made.held.open();
    await underway.check();
    const next = path.findLastIndex((choice, i) => i < widths.length && choice + 1 < (widths[i] ?? 0));
    if (next < 0) return runs;
    path = [...path.slice(0, next), (path[next] ?? 0) + 1];
  }
}

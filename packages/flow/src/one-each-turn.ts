/**
 * Lets callers go on one in each turn of the event loop, in the order in which they wait: many long computations together
 * then keep the process busy between two turns no longer than one of them.
 * @param nextTurn calls back in the next turn of the event loop
 */
export function oneEachTurn(nextTurn: (callback: () => void) => unknown): () => Promise<void> {
  const waiting: (() => void)[] = [];
  const resume = (): void => {
    waiting.shift()?.();
    if (waiting.length > 0) nextTurn(resume);
  };
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      if (waiting.length === 1) nextTurn(resume);
    });
}

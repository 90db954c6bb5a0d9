/** Results that the engine has lost, as when a bucket was deleted; observations give them again. */
export interface LostResults {
  /** What is lost and not built again yet, for a person; undefined when nothing is. */
  lost(): string | undefined;
  /** Calls back when results are to be evaluated again from all observations. Returns how to stop. */
  onLost(listener: () => void): () => void;
  /** All that was lost is evaluated again. Kept: an end before this begins it again at the next start. */
  rebuilt(): Promise<void>;
}

/** A store that may be able to lose results; the evaluator evaluates them again, and `/readyz` says so meanwhile. */
export interface MayLoseResults {
  /** Absent where results cannot be lost apart from observations. */
  readonly lostResults?: LostResults;
}

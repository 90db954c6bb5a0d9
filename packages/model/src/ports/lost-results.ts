/**
 * Results that the engine has lost, such as those of a deleted bucket; they are evaluated again from observations.
 */
export interface LostResults {
  /** Describes the results that are lost and not yet rebuilt; undefined if there are none. */
  lost(): string | undefined;
  /**
   * Calls back when results must be evaluated again from all observations. Returns a function that stops this.
   */
  onLost(listener: () => void): () => void;
  /**
   * Records that all lost results are evaluated again. If the process ends before this call, the next start begins
   * again.
   */
  rebuilt(): Promise<void>;
}

/** A store that may lose results; the evaluator evaluates them again, and `/readyz` reports it meanwhile. */
export interface MayLoseResults {
  /** Absent if results cannot be lost separately from observations. */
  readonly lostResults?: LostResults;
}

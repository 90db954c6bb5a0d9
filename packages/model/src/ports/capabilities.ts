/**
 * What an engine can or cannot do, where that changes how it is read. An adapter states it once; it never changes. What no reader needs to know is no flag, but stands in the comment of the call.
 */
export interface StoreCapabilities {
  /**
   * The logs reach back to their first entry. Otherwise an entry is forgotten once the consumers that the store knows have
   * read it.
   *
   * Read by `FollowedLog` of `packages/query`: where it is false it reads the log as soon as
   * something is appended, since it may be gone at the next question. Read by the log reader of the alert engine: where it
   * is false it repeats its checkpoints, which are in `alerts.db`, in the store, so that what it has not read is not forgotten.
   *
   * Example: `lanbi.db` has all observations and is its own log (true). Beside InfluxDB the log is a local file of the
   * recent past (false).
   */
  readonly wholeLog: boolean;
  /**
   * Reads that are asked for together share requests and wait for the network, not for the thread. Otherwise each one
   * holds the thread until it is done.
   *
   * Read by tables (`together`) and figures of water (`WaterFigures`) of `packages/query`: where it is true they ask for
   * several subjects at once, where it is false for one after another, so that other requests are served between them.
   *
   * Example: InfluxDB answers one query for many series (true); SQLite reads on the calling thread (false).
   */
  readonly sharedReads: boolean;
}

/** A store that states its capabilities. */
export interface StatesCapabilities {
  readonly capabilities: StoreCapabilities;
}

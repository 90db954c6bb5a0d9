/**
 * Properties of an engine that affect how it is read. An adapter states them once; they never change. A property that
 * no reader needs is described in the comment of the call instead.
 */
export interface StoreCapabilities {
  /**
   * The logs reach back to their first entry. Otherwise an entry is removed once all consumers known to the store have
   * read it.
   *
   * Read by `FollowedLog` of `packages/query`: where it is false it reads the log as soon as something is appended,
   * since the entry may be removed before the next request. Read by the log reader of the alert engine: where it is
   * false it copies its checkpoints from `alerts.db` to the store, so that unread entries are not removed.
   *
   * Example: `lanbi.db` has all observations and is its own log (true). Beside InfluxDB the log is a local file of the
   * recent past (false).
   */
  readonly wholeLog: boolean;
  /**
   * Simultaneous reads share requests and wait for the network, not for the thread. Otherwise each read blocks the
   * thread.
   *
   * Read by tables (`together`) and figures of water (`WaterFigures`) of `packages/query`: where it is true they ask
   * for several subjects at once, where it is false for one after another, so that other requests are served between
   * them.
   *
   * Example: InfluxDB answers one query for many series (true); SQLite reads on the calling thread (false).
   */
  readonly sharedReads: boolean;
}

/** A store that states its capabilities. */
export interface StatesCapabilities {
  readonly capabilities: StoreCapabilities;
}

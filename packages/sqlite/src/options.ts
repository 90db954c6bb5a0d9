export interface DatabaseOptions {
  /** A file, whose folder is made where there is none, or `:memory:`. */
  readonly path: string;
  /** What it is for: errors are named after it, such as `store-full`. */
  readonly kind: 'store' | 'spool';
  /** Steps from an empty file to today's tables; `PRAGMA user_version` counts the steps done. */
  readonly migrations: readonly string[];
}

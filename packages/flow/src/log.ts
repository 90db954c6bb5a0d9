/** Writes log lines; the subset of pino's logger that adapters use. */
export interface Log {
  info(context: object, message: string): void;
  warn(context: object, message: string): void;
  error(context: object, message: string): void;
}

/** Reports an error that nobody waits for, such as of a listener, as a warning of the process. */
export function warn(error: unknown): void {
  process.emitWarning(error instanceof Error ? error : String(error));
}

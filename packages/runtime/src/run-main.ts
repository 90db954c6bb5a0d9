import { LanbiError } from '@lanbi/model';

/** A running program, and how to end it. */
export interface Running {
  stop(): Promise<void>;
}

function fail(error: unknown): never {
  const plain =
    error instanceof LanbiError
      ? `lanbi: ${error.message}\n`
      : `${String((error as Error)?.stack ?? error)}\n`;
  process.stderr.write(plain);
  process.exit(1);
}

/** Runs a program until SIGINT or SIGTERM asks it to stop; a second signal ends it at once. */
export function runMain(start: () => Promise<Running>): void {
  let stopping = false;
  const started = start();
  started.catch(fail);
  const onSignal = (): void => {
    if (stopping) process.exit(1);
    stopping = true;
    started
      .then((running) => running.stop())
      .then(() => process.exit(0))
      .catch(fail);
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
}

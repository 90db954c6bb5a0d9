import { LanbiError } from '@lanbi/model';
import { redactText } from './redact.ts';

/** A running program. */
export interface Running {
  stop(): Promise<void>;
}

function fail(error: unknown): never {
  const plain =
    error instanceof LanbiError
      ? `lanbi: ${error.message}\n`
      : `${String((error as Error)?.stack ?? error)}\n`;
  process.stderr.write(redactText(plain));
  process.exit(1);
}

/** Exit codes of a process that a signal ended: 130 and 143. */
const CODES = { SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Runs a program until SIGINT or SIGTERM asks it to stop, then exits: 0 when all has stopped, 1 when a part was late or
 * failed. A second signal ends it at once, with 128 and the number of the signal. Neither loses anything: what was
 * not acknowledged stays with its sender.
 */
export function runMain(start: () => Promise<Running>): void {
  // Files created from here on (data, lists of sessions) are readable by their owner alone.
  process.umask(0o077);
  let stopping = false;
  const started = start();
  started.catch(fail);
  const onSignal = (signal: keyof typeof CODES): void => {
    if (stopping) process.exit(CODES[signal]);
    stopping = true;
    started
      .then((running) => running.stop())
      .then(() => process.exit(0))
      .catch(fail);
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
}

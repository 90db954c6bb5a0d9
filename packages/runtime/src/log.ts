import { type DestinationStream, destination, type Logger, pino, stdTimeFunctions } from 'pino';
import pretty from 'pino-pretty';

import { type Redact, redactText } from './redact.ts';

export type { Logger } from 'pino';

/**
 * Writes JSON lines to stderr, readable lines where it is a terminal, or JSON lines to `to`. Redacts secrets by the names of
 * their fields, and by `redact` anywhere in a line.
 */
export function createLogger(level: string, to?: DestinationStream, redact: Redact = redactText): Logger {
  const options = {
    level,
    base: {},
    timestamp: stdTimeFunctions.isoTime,
    redact: [
      'password',
      '*.password',
      'token',
      'PW',
      'req.headers.authorization',
      'req.headers["x-api-key"]',
    ],
    hooks: { streamWrite: redact },
  };
  if (to) return pino(options, to);
  return process.stderr.isTTY
    ? pino(options, pretty({ destination: 2, ignore: 'pid,hostname', sync: true }))
    : pino(options, destination({ dest: 2, sync: false }));
}

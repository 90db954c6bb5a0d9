import { type DestinationStream, destination, type Logger, pino, stdTimeFunctions } from 'pino';
import pretty from 'pino-pretty';

import { type Redact, redactText } from './redact.ts';

export type { Logger } from 'pino';

/**
 * JSON lines on stderr, readable lines when stderr is a terminal, or JSON lines to `to`. Secrets are redacted by the name
 * of their field, and by `redact` wherever in a line they stand.
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

import { type DestinationStream, destination, type Logger, pino, stdTimeFunctions } from 'pino';
import pretty from 'pino-pretty';

export type { Logger } from 'pino';

/** JSON lines on stderr, readable lines when stderr is a terminal, or JSON lines to `to`. Secrets are redacted by name. */
export function createLogger(level: string, to?: DestinationStream): Logger {
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
  };
  if (to) return pino(options, to);
  return process.stderr.isTTY
    ? pino(options, pretty({ destination: 2, ignore: 'pid,hostname', sync: true }))
    : pino(options, destination({ dest: 2, sync: false }));
}

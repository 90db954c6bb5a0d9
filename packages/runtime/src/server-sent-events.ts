/** Headers of a stream of server-sent events. No proxy keeps or collects its events. */
export const EVENT_STREAM_HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  'x-accel-buffering': 'no',
};

/** How long a client that lost such a stream waits before it connects again, in milliseconds. */
const RECONNECTION_MS = 3_000;

/** First field of such a stream: the time after which a client connects again. */
export const RETRY_FIELD = `retry: ${RECONNECTION_MS}\n\n`;

/** Pause between comments that keep a quiet stream open, in milliseconds. */
export const EVENT_STREAM_HEARTBEAT_MS = 15_000;

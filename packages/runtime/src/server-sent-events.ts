/** Headers of a stream of server-sent events. No proxy keeps or collects its events. */
export const EVENT_STREAM_HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  'x-accel-buffering': 'no',
};

/** First field of such a stream: a client that lost it connects again after three seconds. */
export const RECONNECTION_TIME = 'retry: 3000\n\n';

/** Pause between comments that keep a quiet stream open, in milliseconds. */
export const EVENT_STREAM_HEARTBEAT_MS = 15_000;

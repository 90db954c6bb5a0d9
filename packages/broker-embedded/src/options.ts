/** What pino's loggers offer. */
export interface Log {
  info(context: object, message: string): void;
  warn(context: object, message: string): void;
  error(context: object, message: string): void;
}

export interface BrokerOptions {
  /** 127.0.0.1 unless said otherwise: nobody outside this machine. */
  readonly host?: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Whether a topic carries telemetry, which goes to the inbox before it is acknowledged. */
  readonly isTelemetry: (topic: string) => boolean;
  /** Deliveries that may be unacknowledged, all stations together; 5000 by default. Beyond it stations wait. */
  readonly window?: number;
  readonly log?: Log;
}

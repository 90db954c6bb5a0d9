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
  /** File of names and passwords (`readUsers`), read again when it changes. Without one everybody may come. */
  readonly usersFile?: string;
  /** PEM. With them the broker speaks TLS only. */
  readonly tls?: { readonly cert: string; readonly key: string };
  /** Deliveries that may be unacknowledged, all stations together; 5000 by default. Beyond it stations wait. */
  readonly window?: number;
  /** Of them, those of one station; a tenth of the window by default, at least 100. */
  readonly stationWindow?: number;
  /**
   * Messages a second of one station in the long run, ten times as many at once; a message counts once for each
   * begun KiB. Faster ones wait, and their sender with them. 1000 by default; 0 is no limit.
   */
  readonly stationRate?: number;
  /** Connections at one time; 1000 by default. One more is closed at once. */
  readonly maxConnections?: number;
  /** Bytes of one packet; 1025 KiB by default. The connection of a larger one is closed before it is read. */
  readonly maxPacketBytes?: number;
  readonly log?: Log;
}

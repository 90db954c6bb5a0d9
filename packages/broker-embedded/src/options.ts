import type { Log } from '@lanbi/flow';
import type { Clock } from '@lanbi/model';

/** Who sent a message. */
export interface Sender {
  /** The name of its log-in. */
  readonly user?: string;
  readonly clientId: string;
  readonly topic: string;
}

export interface BrokerOptions {
  /** 127.0.0.1 by default: this machine only. */
  readonly host?: string;
  /** 0: any free port. */
  readonly port: number;
  /** Whether a topic carries telemetry, which goes to the inbox before it is acknowledged. */
  readonly isTelemetry: (topic: string) => boolean;
  /** File of names and passwords (`parseUsers`), read again when it changes. Without one every client is let in. */
  readonly usersFile?: string;
  /** PEM. With them the broker accepts TLS only. */
  readonly tls?: { readonly cert: string; readonly key: string };
  /** Deliveries that may be unacknowledged, all stations together; 5000 by default. Beyond it stations wait. */
  readonly window?: number;
  /** Of them, those of one station; a tenth of the window by default, at least 100. */
  readonly stationWindow?: number;
  /**
   * Messages a second of one station in the long run, ten times as many at once; a message counts once for each
   * started KiB. Faster ones wait, and their sender is held. 1000 by default; 0 is no limit.
   */
  readonly stationRate?: number;
  /** Clients that are logged in at one time; 1000 by default. One more is refused (CONNACK 3). */
  readonly maxConnections?: number;
  /** Of them, those of one address; all by default, since many stations may be behind one proxy. */
  readonly maxConnectionsPerAddress?: number;
  /** Connections whose CONNECT has not arrived; 1000 by default. Beyond it the oldest is ended. */
  readonly maxPending?: number;
  /** Of them, those of one address; 500 by default. */
  readonly maxPendingPerAddress?: number;
  /** Milliseconds within which the CONNECT must arrive, the TLS handshake included; 5000 by default. */
  readonly connectMs?: number;
  /** Connections of one user; 10 by default. One more ends the oldest. Readers have ten times as many. */
  readonly maxSessions?: number;
  /** Filters that a station may be subscribed to; 20 by default. Readers have ten times as many. */
  readonly maxSubscriptions?: number;
  /** Passwords that are checked at the same time; 1 by default, 2 where there are more than three cores. */
  readonly passwordChecks?: number;
  /** Log-ins that may wait for it; 1000 by default. */
  readonly maxWaitingLogins?: number;
  /** Bytes of one PUBLISH; 1025 KiB by default. A larger one is acknowledged and dropped. */
  readonly maxPacketBytes?: number;
  /** The topic on which a sender is notified of a dropped message; undefined if there is none. */
  readonly errorsTopic?: (sender: Sender) => string | undefined;
  /** The time of day by default. */
  readonly clock?: Clock;
  readonly log?: Log;
}

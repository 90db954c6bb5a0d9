import type { Log } from '@lanbi/flow';
/** Paths of PEM files. `ca` verifies the broker; `cert` and `key` authenticate this client. */
export interface Tls {
  readonly ca?: string | Buffer;
  readonly cert?: string | Buffer;
  readonly key?: string | Buffer;
}

export interface MqttConnection {
  /** `mqtt://host:1883` or `mqtts://host:8883`; it may contain user and password. */
  readonly url: string;
  /**
   * Stable for each replica, and unique: the session of the id holds unacknowledged messages,
   * and two connections with one id close each other again and again.
   */
  readonly clientId: string;
  /** By default 5, and 4 (MQTT 3.1.1) if the broker refuses 5. */
  readonly protocolVersion?: 4 | 5;
  readonly username?: string;
  readonly password?: string;
  readonly tls?: Tls;
  /** Keepalive: seconds without a packet after which a PINGREQ is sent; 30 by default. */
  readonly keepaliveSeconds?: number;
  readonly log?: Log;
}

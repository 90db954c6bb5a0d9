import type { Log } from '@lanbi/flow';
/** Files as PEM. `ca` alone checks the broker; `cert` and `key` show it who we are. */
export interface Tls {
  readonly ca?: string | Buffer;
  readonly cert?: string | Buffer;
  readonly key?: string | Buffer;
}

export interface MqttConnection {
  /** `mqtt://host:1883` or `mqtts://host:8883`; user and password may stand in it. */
  readonly url: string;
  /**
   * Stable for each replica and of one connection only: the session behind it holds what we have not acknowledged,
   * and two connections under one id end each other for ever.
   */
  readonly clientId: string;
  /** Without one: 5, and 4 (MQTT 3.1.1) when the broker says that it does not speak 5. */
  readonly protocolVersion?: 4 | 5;
  readonly username?: string;
  readonly password?: string;
  readonly tls?: Tls;
  /** Silence after which the broker is asked whether it is there; 30 s by default. */
  readonly keepaliveSeconds?: number;
  readonly log?: Log;
}

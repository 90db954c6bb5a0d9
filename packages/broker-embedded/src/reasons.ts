/** Why the broker closes a connection or refuses it. */
export const REASONS = [
  'connections',
  'pending',
  'connect-timeout',
  'sessions',
  'busy',
  'packet-too-large',
  'mqtt-version',
  'bad-credentials',
  'client-id-taken',
  'subscriptions',
  'slow-reader',
  'keepalive',
  'protocol',
] as const;

export type Reason = (typeof REASONS)[number];

/** CONNACK's return codes (MQTT 3.1.1, 3.2.2.3). */
export const CONNACK = { version: 1, identifier: 2, unavailable: 3, credentials: 4 } as const;

/** Ends a connection for a reason that is counted. `returnCode` is that of the CONNACK. */
export class ConnectRefusal extends Error {
  readonly reason: Reason;
  readonly returnCode: number;

  constructor(reason: Reason, message: string, returnCode: number = CONNACK.unavailable) {
    super(message);
    this.reason = reason;
    this.returnCode = returnCode;
  }
}

/** Why a message is acknowledged and not stored. */
export const DROPS = ['topic-not-allowed', 'topic-invalid', 'message-too-large', 'will-not-allowed'] as const;

export type Drop = (typeof DROPS)[number];

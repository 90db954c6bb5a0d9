/** Why the broker closes a connection, or does not open it. */
export const REASONS = [
  'connections',
  'packet-too-large',
  'bad-credentials',
  'client-id-taken',
  'not-authorized',
  'slow-reader',
  'keepalive',
  'protocol',
] as const;

export type Reason = (typeof REASONS)[number];

/** An end of a connection for a reason that is counted. `returnCode` is CONNACK's (MQTT 3.1.1, 3.2.2.3). */
export class Refusal extends Error {
  readonly reason: Reason;
  readonly returnCode: number;

  constructor(reason: Reason, message: string, returnCode = 5) {
    super(message);
    this.reason = reason;
    this.returnCode = returnCode;
  }
}

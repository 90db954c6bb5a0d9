import { LanbiError } from '@lanbi/model';

/** CONNACK: unsupported protocol version. 1 in MQTT 3.1.1 (3.2.2.3), 0x84 in MQTT 5 (3.2.2.2). */
const VERSION_NOT_SPOKEN = new Set([1, 0x84]);

/** CONNACK: temporary refusals. Server unavailable (3 in 3.1.1; 0x88), busy (0x89), quota (0x97), connection rate (0x9F). */
const NOT_NOW = new Set([3, 0x88, 0x89, 0x97, 0x9f]);

/** Returns the reason code of a refusal by the broker; undefined for other errors. */
function reasonCode(error: unknown): number | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'number' ? code : undefined;
}

export function isVersionRefused(error: unknown): boolean {
  const code = reasonCode(error);
  return code !== undefined && VERSION_NOT_SPOKEN.has(code);
}

/** Returns a readable text: some socket errors have a code and no message. */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message || ('code' in error ? String(error.code) : error.name);
}

/** Maps an error to broker-refused for a permanent refusal, else to broker-unavailable. */
export function connectionError(cause: unknown): LanbiError {
  const code = reasonCode(cause);
  return code === undefined || NOT_NOW.has(code)
    ? new LanbiError('broker-unavailable', `the broker cannot be reached: ${errorText(cause)}`, { cause })
    : new LanbiError('broker-refused', `the broker refused us: ${errorText(cause)}`, { cause });
}

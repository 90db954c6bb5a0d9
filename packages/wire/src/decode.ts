import {
  type Medium,
  type Observation,
  type Refused,
  type Registry,
  type Station,
  stationId,
} from '@lanbi/model';
import type { Instant } from '@lanbi/standards';
import { decodeHj212 } from './decode-hj212.ts';
import { type Contents, decodeJson, refuse } from './decode-json.ts';
import { MAX_BYTES } from './payload.ts';
import { parseTopic, type StationTopic } from './topics.ts';
import { notUtf8 } from './utf8-fault.ts';

export interface Message {
  readonly topic: string;
  readonly payload: Uint8Array;
}

export type Decoded =
  /** Observations to store; `refusals` are values that were refused. */
  | (Refused & {
      readonly kind: 'taken';
      readonly station: Station;
      readonly observations: readonly Observation[];
    })
  /** The whole message is refused. */
  | (Refused & {
      readonly kind: 'refused';
      readonly medium?: Medium;
      readonly station?: string;
    })
  /** A message without observations: a status, or a command of HJ 212 without data such as a heartbeat. */
  | { readonly kind: 'ignored'; readonly command?: string };

/** The web standard `TextDecoder`, which has no I/O and which the ECMAScript types lack. */
interface Utf8Decoder {
  decode(input: Uint8Array): string;
}
const { TextDecoder } = globalThis as unknown as {
  TextDecoder: new (label: string, options: { fatal: boolean }) => Utf8Decoder;
};
const utf8 = new TextDecoder('utf-8', { fatal: true });

function textOf(payload: Uint8Array): string | undefined {
  try {
    return utf8.decode(payload);
  } catch {
    return undefined;
  }
}

/** Decodes a message of a station and normalizes it against the registry. Never throws. @source contract 1 */
export function decode({ topic, payload }: Message, registry: Registry, now: Instant): Decoded {
  const at = parseTopic(topic);
  if (!at)
    return {
      kind: 'refused',
      refusals: [
        { reason: 'unknown-topic', message: 'not env/v1/{air|water}/{stationId}/{observations|hj212}' },
      ],
    };
  if (at.kind === 'status' || at.kind === 'errors') return { kind: 'ignored' };
  const station = registry.stations.get(stationId(at.station));
  const contents = contentsOf(at, station, payload, now);
  const refused: Refused = {
    refusals: contents.refusals,
    ...(contents.counts && { counts: contents.counts }),
  };
  if (!contents.ok) return { kind: 'refused', medium: at.medium, station: at.station, ...refused };
  const { command, observations } = contents;
  if (command !== undefined) return { kind: 'ignored', command };
  return { kind: 'taken', station: contents.station, observations, ...refused };
}

type OfStation =
  | (Extract<Contents, { ok: true }> & { readonly station: Station })
  | Extract<Contents, { ok: false }>;

function contentsOf(
  at: StationTopic,
  station: Station | undefined,
  payload: Uint8Array,
  now: Instant,
): OfStation {
  const refused = (reason: Parameters<typeof refuse>[0], message: string) =>
    refuse(reason, message) as Extract<Contents, { ok: false }>;
  if (!station) return refused('unknown-station', `no station ${at.station} in the registry`);
  if (station.medium !== at.medium)
    return refused('registry-mismatch', `the registry has ${at.station} as a station of ${station.medium}`);
  if (payload.byteLength > MAX_BYTES)
    return refused('too-large', `${payload.byteLength} bytes; at most ${MAX_BYTES}`);
  if (at.kind === 'hj212') return withStation(decodeHj212(payload, station, now), station);
  const text = textOf(payload);
  if (text === undefined) return refused('not-json', notUtf8(payload));
  return withStation(decodeJson(text, station, now), station);
}

const withStation = (contents: Contents, station: Station): OfStation =>
  contents.ok ? { ...contents, station } : contents;

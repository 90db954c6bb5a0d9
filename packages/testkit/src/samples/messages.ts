import { hj212Crc } from '@lanbi/wire';
import { readShared, sharedData } from '../data/shared-data.ts';

/** A message of which mutants are made. */
export interface Seed {
  readonly kind: 'observations' | 'hj212';
  readonly payload: Uint8Array;
}

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));

/** A frame with the length and CRC of its segment, whatever that is. */
export function framed(segment: Uint8Array): Uint8Array {
  const head = `##${String(segment.length).padStart(4, '0').slice(-4)}`;
  return bytes(`${head}${Buffer.from(segment).toString('latin1')}${hj212Crc(segment)}\r\n`);
}

const ts = '2026-04-01T08:00:00+08:00';
const hours = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ ts: 1_700_000_000_000 + i, values: { so2: i } }));

const OBSERVATIONS: readonly unknown[] = [
  {
    ts,
    period: 3600,
    seq: 812,
    values: { pm2_5: 35, co: { value: 1.1, unit: 'mg/m3', flag: 'N' }, a21026: { value: 9, unit: 'ug/m3' } },
  },
  { ts: 1_775_001_600_000, values: { pm10: -1, no2: 1e308, o3: { value: 0.1, unit: 'ng/m3', flag: 'T' } } },
  hours(3),
  hours(40),
  { ts, period: 0, values: { __proto__: 1, constructor: 2, toString: { value: 3 } } },
];

const FRAME =
  'QN=20260401080101001;ST=22;CN=2061;PW=123456;MN=88888880000001;Flag=9;CP=&&DataTime=20260401070000;' +
  'a34004-Avg=35.2,a34004-Flag=N;a21005-Avg=0.7,a21005-Flag=N;a21026-Min=1,a21026-Avg=9,a21026-Max=12&&';

/** Frames met in the wild, where this machine has them. */
const published = (): Seed[] =>
  sharedData
    ? (JSON.parse(readShared('hj212/frames.json')) as readonly { readonly packet: string }[]).map(
        ({ packet }) => ({ kind: 'hj212', payload: bytes(packet) }),
      )
    : [];

export const corpus = (): readonly [Seed, ...Seed[]] => [
  { kind: 'hj212', payload: framed(bytes(FRAME)) },
  ...OBSERVATIONS.map((said): Seed => ({ kind: 'observations', payload: bytes(JSON.stringify(said)) })),
  ...published(),
];

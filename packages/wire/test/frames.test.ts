import { readShared, sharedData } from '@lanbi/testkit/data/shared-data';
import { describe, expect, it } from 'vitest';
import { parseHj212 } from '../src/index.ts';

interface Published {
  readonly packet: string;
  readonly len_ok: boolean;
  readonly crc_ok: boolean;
}

describe.skipIf(!sharedData)('frames met in the wild', () => {
  it('are taken exactly where length and CRC are right', () => {
    const frames = JSON.parse(readShared('hj212/frames.json')) as readonly Published[];
    expect(frames.length).toBeGreaterThan(0);
    for (const { packet, len_ok, crc_ok } of frames)
      expect(parseHj212(new Uint8Array(Buffer.from(packet))), packet).toMatchObject(
        len_ok && crc_ok ? { ok: true } : { ok: false, reason: len_ok ? 'hj212-crc' : 'hj212-length' },
      );
  });
});

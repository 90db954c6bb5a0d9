import { describe, expect, it } from 'vitest';
import { createWrongKeys } from '../src/http/wrong-keys.ts';

describe('wrong keys', () => {
  function counting() {
    let now = 0;
    const wrong = createWrongKeys(() => now);
    const many = (ip: string, count: number): number[] => Array.from({ length: count }, () => wrong.add(ip));
    return { wrong, many, pass: (seconds: number) => (now += seconds * 1_000) };
  }

  it('pause their address after 30 within a minute, each time for twice as long, up to 15 minutes', () => {
    const { wrong, many, pass } = counting();
    for (const seconds of [60, 120, 240, 480, 900, 900]) {
      expect(many('192.0.2.1', 31).at(-1)).toBe(seconds);
      expect(wrong.wait('192.0.2.1')).toBe(seconds);
      pass(seconds);
      expect(wrong.wait('192.0.2.1')).toBe(0);
    }
  });

  it('are forgotten after a minute, and their pauses after an hour', () => {
    const { wrong, many, pass } = counting();
    many('192.0.2.1', 30);
    pass(60);
    many('192.0.2.1', 30);
    expect(wrong.wait('192.0.2.1')).toBe(0);
    expect(many('192.0.2.1', 1)).toEqual([60]);
    pass(60 + 3_600);
    expect(many('192.0.2.1', 31).at(-1)).toBe(60);
  });

  it('are counted by network where the address is one of IPv6, and by address otherwise', () => {
    const { wrong, many } = counting();
    for (let i = 0; i < 31; i++) many(`2001:db8:0:7::${i.toString(16)}`, 1);
    expect(wrong.wait('2001:db8:0:7:ffff::1')).toBe(60);
    expect(wrong.wait('2001:db8:0:8::1')).toBe(0);
    many('::ffff:192.0.2.1', 31);
    expect([wrong.wait('192.0.2.1'), wrong.wait('192.0.2.2')]).toEqual([60, 0]);
  });
});

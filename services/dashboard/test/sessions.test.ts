import { instant } from '@lanbi/standards';
import { describe, expect, it } from 'vitest';
import { createLoginLimit } from '../src/login-limit.ts';
import { createSessions } from '../src/sessions.ts';

const HOUR = 3_600_000;

function clockAt(start = 0) {
  let now = start;
  return {
    clock: { now: () => instant(now) },
    pass: (ms: number) => {
      now += ms;
    },
  };
}
const cookieOf = (header: string): string => header.split(';')[0] ?? '';

describe('sessions', () => {
  it('stand for a key, in a cookie that scripts and other sites do not get', () => {
    const sessions = createSessions(clockAt().clock);
    const header = sessions.begin('the key', true);
    expect(header).toMatch(
      /^lanbi_session=[\w-]{43}; Path=\/page; HttpOnly; SameSite=Strict; Max-Age=43200; Secure$/,
    );
    expect(sessions.begin('the key', false)).not.toContain('Secure');
    expect(sessions.keyOf(`other=1; ${cookieOf(header)}`)).toBe('the key');
    expect(sessions.keyOf(undefined)).toBeUndefined();
    expect(sessions.keyOf('lanbi_session=unknown')).toBeUndefined();
  });

  it('end after twelve hours without use, and when they are ended', () => {
    const { clock, pass } = clockAt();
    const sessions = createSessions(clock);
    const cookie = cookieOf(sessions.begin('k', false));
    pass(11 * HOUR);
    expect(sessions.keyOf(cookie)).toBe('k');
    pass(11 * HOUR);
    expect(sessions.keyOf(cookie)).toBe('k');
    pass(12 * HOUR + 1);
    expect(sessions.keyOf(cookie)).toBeUndefined();
    const next = cookieOf(sessions.begin('k', false));
    expect(sessions.end(next)).toContain('Max-Age=0');
    expect(sessions.keyOf(next)).toBeUndefined();
  });

  it('are at most a thousand: the one unused for the longest time goes', () => {
    const sessions = createSessions(clockAt().clock);
    const cookies = Array.from({ length: 1_000 }, (_, at) => cookieOf(sessions.begin(`k${at}`, false)));
    expect(sessions.keyOf(cookies[0])).toBe('k0');
    sessions.begin('one more', false);
    expect([sessions.keyOf(cookies[0]), sessions.keyOf(cookies[1])]).toEqual(['k0', undefined]);
  });
});

describe('the limit of wrong keys', () => {
  it('pauses an address after ten within a minute, and no other address', () => {
    const { clock, pass } = clockAt();
    const limit = createLoginLimit(clock);
    for (let count = 0; count < 9; count += 1) limit.wrong('a');
    expect(limit.wait('a')).toBe(0);
    limit.wrong('a');
    expect([limit.wait('a'), limit.wait('b')]).toEqual([60, 0]);
    pass(60_000);
    expect(limit.wait('a')).toBe(0);
  });
});

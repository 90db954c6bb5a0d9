import { createHmac, randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/** 16 MiB and about 50 ms a try on one core (RFC 7914: N, r, p). */
const COST = { N: 16_384, r: 8, p: 1 } as const;
const KEY_BYTES = 32;

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);

/** `scrypt$N$r$p$salt$key`, salt and key in base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, KEY_BYTES, COST);
  const { N, r, p } = COST;
  return ['scrypt', N, r, p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

const HASH = /^scrypt\$(\d{4,6})\$(\d{1,2})\$(\d{1,2})\$([\w-]{16,})\$([\w-]{43})$/;

export const isPasswordHash = (text: string): boolean => HASH.test(text);

/** Whether a password has this hash; false for a text that is no hash. */
export async function isPassword(password: string, hash: string): Promise<boolean> {
  const [, n, r, p, salt = '', key = ''] = HASH.exec(hash) ?? [];
  if (!n) return false;
  const cost = { N: Number(n), r: Number(r), p: Number(p), maxmem: 512 * 1024 * 1024 };
  const found = await derive(password, Buffer.from(salt, 'base64url'), KEY_BYTES, cost);
  return timingSafeEqual(found, Buffer.from(key, 'base64url'));
}

/** The hash that is checked for an unknown name, so that it takes as long as a wrong password. */
export const NOBODY = `scrypt$${COST.N}$8$1$${'A'.repeat(22)}$${'A'.repeat(43)}`;

/** A keyed digest by which a password is remembered. Its key is random in each process, so that it cannot be attacked offline. */
export function createDigest(): (name: string, password: string, hash: string) => string {
  const key = randomBytes(32);
  return (name, password, hash) =>
    createHmac('sha256', key)
      .update(JSON.stringify([name, hash, password]))
      .digest('base64');
}

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isPrivate } from '../src/index.ts';
import { post } from '../src/notifiers/post.ts';

/**
 * An address of every block of the IANA special-purpose registries that is not globally reachable (and the multicast
 * and reserved blocks), https://www.iana.org/assignments/iana-ipv4-special-registry and …/iana-ipv6-special-registry.
 */
const SPECIAL: readonly (readonly [block: string, ...addresses: string[]])[] = [
  ['0.0.0.0/8', '0.0.0.0', '0.1.2.3', '0.255.255.255'],
  ['10.0.0.0/8', '10.0.0.0', '10.255.255.255'],
  ['100.64.0.0/10', '100.64.0.0', '100.127.255.255'],
  ['127.0.0.0/8', '127.0.0.1', '127.255.255.254'],
  ['169.254.0.0/16', '169.254.169.254'],
  ['172.16.0.0/12', '172.16.0.0', '172.31.255.255'],
  ['192.0.0.0/24', '192.0.0.1', '192.0.0.8', '192.0.0.170', '192.0.0.171'],
  ['192.0.2.0/24', '192.0.2.1', '192.0.2.255'],
  ['192.88.99.0/24', '192.88.99.1'],
  ['192.168.0.0/16', '192.168.0.0', '192.168.255.255'],
  ['198.18.0.0/15', '198.18.0.0', '198.19.255.255'],
  ['198.51.100.0/24', '198.51.100.1'],
  ['203.0.113.0/24', '203.0.113.1'],
  ['224.0.0.0/4', '224.0.0.1', '239.255.255.255'],
  ['240.0.0.0/4', '240.0.0.1', '255.255.255.255'],
  ['::/128', '::'],
  ['::1/128', '::1'],
  ['::/96, IPv4-compatible', '::7f00:1', '::169.254.169.254', '::8.8.8.8'],
  [
    '::ffff:0:0/96 of special IPv4',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '::ffff:a9fe:a9fe',
    '::ffff:192.0.2.1',
  ],
  ['::ffff:0:0:0/96, IPv4-translated', '::ffff:0:127.0.0.1'],
  ['64:ff9b::/96', '64:ff9b::127.0.0.1', '64:ff9b::8.8.8.8'],
  ['64:ff9b:1::/48', '64:ff9b:1::a00:1'],
  ['100::/64', '100::1'],
  ['100:0:0:1::/64', '100:0:0:1::1'],
  ['2001::/23', '2001::1', '2001:1::1', '2001:2::1', '2001:3::1', '2001:10::1', '2001:20::1', '2001:1ff::1'],
  ['2001:db8::/32', '2001:db8::1'],
  ['2002::/16', '2002:7f00:1::', '2002:808:808::1'],
  ['3fff::/20', '3fff::1', '3fff:fff:ffff::1'],
  ['5f00::/16', '5f00::1'],
  ['fc00::/7', 'fc00::1', 'fdff::1'],
  ['fe80::/10', 'fe80::1', 'febf::1'],
  ['fec0::/10, once site-local', 'fec0::1'],
  ['ff00::/8', 'ff02::1', 'ff0e::1'],
  ['not allotted', '4000::1', '1::1', '8000::1', 'e000::1'],
];

describe('an address of a special block', () => {
  it.each(SPECIAL)('is refused: %s', (_block, ...addresses) => {
    expect(addresses.filter((address) => !isPrivate(address))).toEqual([]);
  });
});

describe('an address next to a special block', () => {
  it.each([
    ['1.0.0.0', '9.255.255.255', '11.0.0.0', '100.63.255.255', '100.128.0.0', '126.255.255.255', '128.0.0.0'],
    ['169.253.255.255', '169.255.0.0', '172.15.255.255', '172.32.0.0', '191.255.255.255', '192.0.1.0'],
    ['192.0.3.0', '192.88.98.255', '192.88.100.0', '192.167.255.255', '192.169.0.0', '198.17.255.255'],
    ['198.20.0.0', '198.51.99.255', '198.51.101.0', '203.0.112.255', '203.0.114.0', '223.255.255.255'],
    ['2001:200::1', '2001:db7::1', '2001:db9::1', '2003::1', '2400:3200::1', '3ffe::1', '3fff:1000::1'],
    ['::ffff:8.8.8.8', '2620:4f:8000::1', '192.31.196.1', '192.52.193.1', '192.175.48.1'],
  ])('is public: %s', (...addresses) => {
    expect(addresses.filter(isPrivate)).toEqual([]);
  });
});

async function receiver(): Promise<{ readonly port: number; readonly count: () => number }> {
  let count = 0;
  const server = createServer((request, response) => {
    count += 1;
    request.resume();
    response.end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, count: () => count };
}

describe('a post to a name that resolves to this machine', () => {
  it('is refused also while a connection of an allowed one stands open', async () => {
    const { port, count } = await receiver();
    const url = new URL(`http://localhost:${port}/`);
    await post({ url, body: '{}', allowPrivate: true });
    // The first connection is given back to a pool, if there is one, after its answer has ended.
    await new Promise(setImmediate);
    await expect(post({ url, body: '{}', allowPrivate: false })).rejects.toThrow(/LANBI_WEBHOOK_PRIVATE/);
    expect(count()).toBe(1);
  });

  it.each(['[::ffff:7f00:1]', '0x7f000001', '2130706433', '127.1', '[::127.0.0.1]'])(
    'is refused as %s too',
    async (host) => {
      const { port, count } = await receiver();
      const url = new URL(`http://${host}:${port}/`);
      await expect(post({ url, body: '{}', allowPrivate: false })).rejects.toThrow(/LANBI_WEBHOOK_PRIVATE/);
      expect(count()).toBe(0);
    },
  );
});

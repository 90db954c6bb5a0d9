import { lookup as resolve } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/**
 * IPv4 blocks that are not globally reachable, with 6to4 relays, multicast and reserved addresses.
 * @source https://www.iana.org/assignments/iana-ipv4-special-registry
 */
const SPECIAL_IPV4 = [
  ['0.0.0.0', 8], // this network
  ['10.0.0.0', 8], // private
  ['100.64.0.0', 10], // carrier-grade NAT
  ['127.0.0.0', 8], // loopback
  ['169.254.0.0', 16], // link-local
  ['172.16.0.0', 12], // private
  ['192.0.0.0', 24], // IETF protocol assignments
  ['192.0.2.0', 24], // documentation
  ['192.88.99.0', 24], // 6to4 relay
  ['192.168.0.0', 16], // private
  ['198.18.0.0', 15], // benchmarking
  ['198.51.100.0', 24], // documentation
  ['203.0.113.0', 24], // documentation
  ['224.0.0.0', 4], // multicast
  ['240.0.0.0', 4], // reserved, broadcast
] as const;

/** The only IPv6 block out of which global unicast addresses are allotted; all else is special. */
const GLOBAL_IPV6 = ['2000::', 3] as const;

/**
 * IPv6 blocks within it that are not globally reachable.
 * @source https://www.iana.org/assignments/iana-ipv6-special-registry
 */
const SPECIAL_IPV6 = [
  ['2001::', 23], // IETF protocol assignments: Teredo, benchmarking, ORCHID
  ['2001:db8::', 32], // documentation
  ['2002::', 16], // 6to4: an IPv4 address is in it
  ['3fff::', 20], // documentation
] as const;

function blocks(nets: readonly (readonly [string, number])[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const [net, prefix] of nets) list.addSubnet(net, prefix, family);
  return list;
}

const specialIpv4 = blocks(SPECIAL_IPV4, 'ipv4');
const globalIpv6 = blocks([GLOBAL_IPV6], 'ipv6');
const specialIpv6 = blocks(SPECIAL_IPV6, 'ipv6');

const bare = (host: string): string => host.replace(/^\[|\]$/g, '');

/** The IPv4 address of an IPv4-mapped one (`::ffff:0:0/96`), in any notation; undefined for any other. */
function mappedIpv4(address: string): string | undefined {
  const canonical = bare(new URL(`http://[${address}]`).hostname);
  const [, high, low] = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(canonical) ?? [];
  if (high === undefined || low === undefined) return undefined;
  const [left, right] = [Number.parseInt(high, 16), Number.parseInt(low, 16)];
  return [left >> 8, left & 255, right >> 8, right & 255].join('.');
}

function isSpecialIpv6(address: string): boolean {
  // An address with a zone (`fe80::1%eth0`) is of one link.
  if (address.includes('%')) return true;
  const ipv4 = mappedIpv4(address);
  if (ipv4 !== undefined) return specialIpv4.check(ipv4, 'ipv4');
  return !globalIpv6.check(address, 'ipv6') || specialIpv6.check(address, 'ipv6');
}

/** Whether an address is of this machine, of a network that is not public, or of a block with a special purpose. */
export const isPrivate = (address: string): boolean =>
  isIP(address) === 6 ? isSpecialIpv6(address) : specialIpv4.check(address, 'ipv4');

export class ForbiddenAddress extends Error {
  constructor(host: string) {
    super(
      `${host} is a loopback or private address, or of a special block; set LANBI_WEBHOOK_PRIVATE=true to allow it`,
    );
  }
}

/** @throws ForbiddenAddress for a URL whose host is such an address itself; names are looked at when they resolve. */
export function checkHost(url: URL): void {
  const host = bare(url.hostname);
  if (isIP(host) && isPrivate(host)) throw new ForbiddenAddress(host);
}

/** Resolves as ever, but to no private address: checked at the moment of connecting, so that no name can change after. */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '', 0);
    const forbidden = addresses.find(({ address }) => isPrivate(address));
    const [first] = addresses;
    if (forbidden || !first) return callback(new ForbiddenAddress(hostname), '', 0);
    return options.all ? callback(null, addresses) : callback(null, first.address, first.family);
  });
};

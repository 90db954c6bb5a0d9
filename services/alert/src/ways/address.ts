import { lookup as resolve } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** Addresses that a webhook must not reach unless it is allowed: this machine, and networks that are not public. */
const PRIVATE = new BlockList();
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  PRIVATE.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of [
  ['::', 128],
  ['::1', 128],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  PRIVATE.addSubnet(net, prefix, 'ipv6');

const bare = (host: string): string => host.replace(/^\[|\]$/g, '');

/** Whether an address is of this machine or of a network that is not public; IPv4 within IPv6 is looked at as IPv4. */
export const isPrivate = (address: string): boolean =>
  PRIVATE.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

export class ForbiddenAddress extends Error {
  constructor(host: string) {
    super(`${host} is a loopback or private address; set LANBI_WEBHOOK_PRIVATE=true to allow it`);
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

/** Returns the eight groups of an IPv6 address without a dotted part. */
function groupsOf(address: string): readonly string[] {
  const [left = '', right] = address.split('::');
  const head = left === '' ? [] : left.split(':');
  if (right === undefined) return head;
  const tail = right === '' ? [] : right.split(':');
  return [...head, ...Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => '0'), ...tail];
}

/**
 * Returns the key by which a remote address is counted: an IPv4 address (also in its IPv6 form), or the /64 network of
 * an IPv6 address, since one customer has a whole /64. An absent address is `unknown`.
 */
export function addressOf(remote: string | undefined): string {
  if (!remote) return 'unknown';
  const mapped = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i.exec(remote)?.[1];
  if (mapped) return mapped;
  if (!remote.includes(':')) return remote;
  const [plain = ''] = remote.toLowerCase().split('%');
  const network = groupsOf(plain)
    .slice(0, 4)
    .map((group) => group.replace(/^0{1,3}(?=.)/, ''));
  return `${network.join(':')}::/64`;
}

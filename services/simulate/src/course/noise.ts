/** A number in [0, 1) that depends on its keys alone: FNV-1a over them, then the finalizer of MurmurHash3. */
export function chance(...keys: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const key of keys) {
    const text = `${key}/`;
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/** Noise in [-1, 1] without steps: a chance at every whole `x`, eased between them. */
export function wave(x: number, ...keys: readonly (string | number)[]): number {
  const step = Math.floor(x);
  const [from, to] = [chance(step, ...keys), chance(step + 1, ...keys)];
  const eased = (1 - Math.cos((x - step) * Math.PI)) / 2;
  return 2 * (from + (to - from) * eased) - 1;
}

/** The share of one of several processes that divide the stations among them. */
export interface Shard {
  /** From 0 to `of` - 1. */
  readonly index: number;
  readonly of: number;
}

/** Hashes with FNV-1a, 32 bits: the same in every process and every version. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const byte of Buffer.from(text)) value = Math.imul(value ^ byte, 0x01000193);
  return value >>> 0;
}

/** The topic level of the station (contract, section 1). Every station has a shard, registered or not. */
const STATION_LEVEL = 3;

export const isOwn = ({ index, of }: Shard, topic: string): boolean =>
  hash(topic.split('/')[STATION_LEVEL] ?? '') % of === index;

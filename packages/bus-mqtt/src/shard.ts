/** One of several processes, each of which takes the stations that are its own. */
export interface Shard {
  /** From 0 to `of` - 1. */
  readonly index: number;
  readonly of: number;
}

/** FNV-1a, 32 bits: the same in every process and every version. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const byte of Buffer.from(text)) value = Math.imul(value ^ byte, 0x01000193);
  return value >>> 0;
}

/** The level of the station (contract, section 1); registered or not, every station is somebody's. */
const STATION_LEVEL = 3;

export const isOwn = ({ index, of }: Shard, topic: string): boolean =>
  hash(topic.split('/')[STATION_LEVEL] ?? '') % of === index;

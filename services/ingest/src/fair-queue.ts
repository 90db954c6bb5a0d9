import type { Delivery } from '@lanbi/model';

/** Where the station stands in `env/v1/{medium}/{station}/{kind}`; topics of no station share a place. */
function stationOf(topic: string): string {
  const start = topic.indexOf('/', 7) + 1;
  const end = topic.indexOf('/', start);
  return start > 0 && end > start ? topic.slice(start, end) : '';
}

/**
 * Deliveries in one line a station. What is taken comes from all lines in turn, so a station that sends much waits
 * behind itself and not before the others; the order within a station is kept. Bounded by the window of the inbox.
 */
export class FairQueue {
  readonly #lines = new Map<string, Delivery[]>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  push(delivery: Delivery): void {
    const station = stationOf(delivery.topic);
    const line = this.#lines.get(station);
    if (line) line.push(delivery);
    else this.#lines.set(station, [delivery]);
    this.#size += 1;
  }

  /** Up to `max` deliveries of together up to `maxBytes`, but at least one where there is one. */
  take(max: number, maxBytes: number): Delivery[] {
    const out: Delivery[] = [];
    let bytes = 0;
    while (this.#size > 0 && out.length < max && bytes < maxBytes) {
      const share = Math.max(1, Math.floor((max - out.length) / this.#lines.size));
      for (const [station, line] of [...this.#lines]) {
        const most = Math.min(share, max - out.length);
        bytes += this.#takeFrom(station, line, most, maxBytes - bytes, out);
        if (out.length >= max || bytes >= maxBytes) break;
      }
    }
    return out;
  }

  /** Takes from one line and puts what is left of it behind the others. Answers the bytes. */
  #takeFrom(station: string, line: Delivery[], most: number, maxBytes: number, out: Delivery[]): number {
    let bytes = 0;
    let taken = 0;
    for (const delivery of line) {
      if (taken >= most || bytes >= maxBytes) break;
      bytes += delivery.payload.byteLength;
      taken += 1;
      out.push(delivery);
    }
    this.#size -= taken;
    this.#lines.delete(station);
    if (taken < line.length) this.#lines.set(station, line.slice(taken));
    return bytes;
  }
}

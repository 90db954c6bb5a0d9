import { type Head, headAt, isTopic, PUBLISH, standIn } from './publish-head.ts';
import type { Drop } from './reasons.ts';

export interface InboundRules {
  /** Bytes of a PUBLISH; a larger one is acknowledged and dropped. */
  readonly maxPublishBytes: number;
  /** Bytes of any other packet; a larger one ends the connection. */
  readonly maxOtherBytes: number;
  /** A PUBLISH is dropped. Aedes gets a stand-in for it (`isStandIn`). */
  readonly dropped: (drop: Drop, topic: string, bytes: number) => void;
  /** Called for each packet before it passes. */
  readonly packet: (type: number) => void;
}

export type Passed = { readonly bytes: Buffer } | { readonly tooLarge: number };

/** Longest head of a packet, which contains the topic; a longer one counts as a packet that is too large. */
const HEAD_BYTES = 8 * 1024;

/** Filters the packets of a connection on their way to aedes. */
export function createInbound(rules: InboundRules): (chunk: Buffer) => Passed {
  const { maxPublishBytes, maxOtherBytes } = rules;
  let head = Buffer.alloc(0); // the beginning of a packet whose head is not complete
  let rest = 0; // bytes of the current packet that are still to come
  let instead: Buffer | undefined; // what aedes gets for the current packet

  function dropOf({ bytes, publish }: Head): Drop | undefined {
    if (!publish) return undefined;
    if (bytes > maxPublishBytes) return 'message-too-large';
    return isTopic(publish.topic) ? undefined : 'topic-invalid';
  }

  /** Begins a packet. False if it ends the connection. */
  function begin(found: Head): boolean {
    rules.packet(found.type);
    const drop = dropOf(found);
    if (drop && found.publish) {
      rules.dropped(drop, found.publish.topic, found.bytes);
      instead = standIn(found.publish);
    } else if (found.bytes > (found.type === PUBLISH ? maxPublishBytes : maxOtherBytes)) return false;
    rest = found.bytes;
    return true;
  }

  return (chunk) => {
    const bytes = head.length > 0 ? Buffer.concat([head, chunk]) : chunk;
    head = Buffer.alloc(0);
    const out: Buffer[] = [];
    let from = 0;
    let at = 0;
    while (at < bytes.length) {
      if (rest === 0) {
        const found = headAt(bytes, at);
        if (!found) {
          if (bytes.length - at > HEAD_BYTES) return { tooLarge: bytes.length - at };
          break;
        }
        if (!begin(found)) return { tooLarge: found.bytes };
        if (instead) out.push(bytes.subarray(from, at));
      }
      const step = Math.min(rest, bytes.length - at);
      at += step;
      rest -= step;
      if (!instead) continue;
      from = at;
      if (rest > 0) continue;
      out.push(instead);
      instead = undefined;
    }
    if (!instead && at > from) out.push(bytes.subarray(from, at));
    if (at < bytes.length) head = Buffer.from(bytes.subarray(at));
    const [only = Buffer.alloc(0), ...more] = out;
    return { bytes: more.length === 0 ? only : Buffer.concat(out) };
  };
}

import type { Client, PublishPacket } from 'aedes';
import { type Done, detach } from './inbound-message.ts';
import type { EmbeddedInbox } from './intake.ts';
import { writePuback } from './puback.ts';
import { isStandIn } from './publish-head.ts';
import type { Drop } from './reasons.ts';
import { costOf } from './station-scheduler.ts';
import {
  ANYONE,
  type Identity,
  isTooLarge,
  mayPublish,
  mayRetain,
  stationOfMessage,
} from './topic-authorization.ts';

/** What `createPublishing` needs of the broker. */
export interface PublishingDeps {
  who(client: Client): Identity | undefined;
  isTelemetry(topic: string): boolean;
  drop(client: Client, reason: Drop, topic: string, bytes: number): void;
  /** Charges a connection for a message that is not stored. */
  spend(client: Client, cost: number): void;
  readonly intake: Pick<EmbeddedInbox, 'offer'>;
}

/** Topics with a retained message. */
const RETAINED = 10_000;

/** QoS 1 is acknowledged here; QoS 2 is acknowledged by aedes in two steps. */
function acknowledge(client: Client, packet: PublishPacket, done: Done): void {
  if (packet.qos === 1 && packet.messageId !== undefined) writePuback(client, packet.messageId);
  detach(packet, packet.qos === 2 ? 2 : 0);
  done(null);
}

/**
 * Handles each PUBLISH: telemetry goes to the inbox, a status passes, anything else is dropped. A dropped message is
 * acknowledged all the same: a client sends unacknowledged messages again first after each reconnection, so that its
 * readings would never arrive.
 */
export function createPublishing(deps: PublishingDeps) {
  const retained = new Set<string>();

  function isRetained(topic: string, bytes: number): boolean {
    if (!mayRetain(topic)) return false;
    if (bytes === 0) return retained.delete(topic);
    if (retained.size >= RETAINED && !retained.has(topic)) return false;
    retained.add(topic);
    return true;
  }

  return function handlePublish(client: Client | null, packet: PublishPacket, done: Done): void {
    if (!client) {
      done(new Error('a PUBLISH without a client'));
      return;
    }
    const { topic } = packet;
    const bytes = packet.payload.length;
    const who = deps.who(client) ?? ANYONE;
    // The original of a stand-in was counted when it arrived.
    if (!isStandIn(topic) && !mayPublish(who, topic)) deps.drop(client, 'topic-not-allowed', topic, bytes);
    else if (isTooLarge(topic, bytes)) deps.drop(client, 'message-too-large', topic, bytes);
    else if (!isStandIn(topic)) {
      packet.retain &&= isRetained(topic, bytes);
      if (deps.isTelemetry(topic)) deps.intake.offer(client, stationOfMessage(who, topic), packet, done);
      else done(null);
      return;
    }
    deps.spend(client, costOf(bytes));
    acknowledge(client, packet, done);
  };
}

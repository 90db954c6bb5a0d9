import type { Client, PublishPacket } from 'aedes';
import { ANYONE, type Identity, isTooLarge, mayPublish, mayRetain, stationOf } from './access.ts';
import { detach, type Intake, type Settle } from './intake.ts';
import { writePuback } from './puback.ts';
import { isStandIn } from './publish-head.ts';
import type { Drop } from './reasons.ts';
import { costOf } from './station-scheduler.ts';

/** What the broker knows of a client that publishes. */
export interface Publishing {
  who(client: Client): Identity | undefined;
  isTelemetry(topic: string): boolean;
  drop(client: Client, reason: Drop, topic: string, bytes: number): void;
  /** What a message that is not kept costs its connection. */
  spend(client: Client, cost: number): void;
  readonly intake: Pick<Intake, 'offer'>;
}

/** Topics whose last message is kept in memory. */
const RETAINED = 10_000;

/** aedes acknowledges QoS 2 in two steps; QoS 1 is ours to acknowledge. */
function acknowledge(client: Client, packet: PublishPacket, settle: Settle): void {
  if (packet.qos === 1 && packet.messageId !== undefined) writePuback(client, packet.messageId);
  detach(packet, packet.qos === 2 ? 2 : 0);
  settle(null);
}

/**
 * What becomes of a PUBLISH. Nothing is stored that its client may not say; but it is acknowledged, since a client sends
 * what is not acknowledged again after each reconnection, before anything else, and its readings would never come.
 */
export function createPublishing(deps: Publishing) {
  const retained = new Set<string>();

  function mayKeep(topic: string, bytes: number): boolean {
    if (!mayRetain(topic)) return false;
    if (bytes === 0) return retained.delete(topic);
    if (retained.size >= RETAINED && !retained.has(topic)) return false;
    retained.add(topic);
    return true;
  }

  return (client: Client | null, packet: PublishPacket, settle: Settle): void => {
    if (!client) {
      settle(new Error('a message of nobody'));
      return;
    }
    const { topic } = packet;
    const bytes = packet.payload.length;
    const who = deps.who(client) ?? ANYONE;
    // One that stands in was counted when its original came.
    if (!isStandIn(topic) && !mayPublish(who, topic)) deps.drop(client, 'topic-not-allowed', topic, bytes);
    else if (isTooLarge(topic, bytes)) deps.drop(client, 'message-too-large', topic, bytes);
    else if (!isStandIn(topic)) {
      packet.retain &&= mayKeep(topic, bytes);
      if (deps.isTelemetry(topic)) deps.intake.offer(client, stationOf(who, topic), packet, settle);
      else settle(null);
      return;
    }
    deps.spend(client, costOf(bytes));
    acknowledge(client, packet, settle);
  };
}

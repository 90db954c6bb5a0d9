import { LanbiError } from '@lanbi/model';
import { connectBroker, end } from './connect.ts';
import { filtersOf, subscribeOnly } from './filters.ts';
import { type MqttInboxOptions, SESSION_SECONDS } from './inbox.ts';
import { errorText } from './refusal.ts';

/** Says whether the list of subscriptions contains the session already. */
const wasMade = ({ memory, clientId, topics, share }: MqttInboxOptions): boolean => {
  const known = memory?.read(clientId) ?? [];
  return filtersOf(topics, share).every((filter) => known.includes(filter));
};

/**
 * Creates the session of an inbox with its subscriptions at the broker and disconnects: from then on the broker queues what
 * stations publish. No message is received or acknowledged. An existing session is not changed.
 * @throws LanbiError broker-refused; broker-unavailable
 */
export async function makeMqttSession(options: MqttInboxOptions): Promise<'made' | 'there'> {
  if (wasMade(options)) return 'there';
  const properties = { sessionExpiryInterval: SESSION_SECONDS, receiveMaximum: 1 };
  const to = options.share === undefined ? options : { ...options, protocolVersion: 5 as const };
  const client = await connectBroker(to, { clean: false, resubscribe: false, properties }, (fresh) => {
    fresh.handleMessage = (_packet, next) => next(new Error('left to the inbox'));
  });
  try {
    await subscribeOnly(client, options.clientId, filtersOf(options.topics, options.share), options.memory);
  } catch (cause) {
    throw new LanbiError('broker-refused', `no session ${options.clientId}: ${errorText(cause)}`, { cause });
  } finally {
    await end(client);
  }
  return 'made';
}

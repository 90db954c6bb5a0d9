import { Agent, request } from 'node:http';
import { createMqttInbox } from '@lanbi/bus-mqtt';
import type { Delivery } from '@lanbi/model';

/** Lines in one request, and requests under way. */
const BATCH = 5_000;
const IN_FLIGHT = 2;

export interface BareOptions {
  readonly mqttUrl: string;
  readonly clientId: string;
  readonly topic: string;
  readonly influx: { readonly url: string; readonly token: string; readonly org: string };
  readonly bucket: string;
  /** Messages until it is done. */
  readonly total: number;
}

interface Payload {
  readonly ts: number;
  readonly values: Readonly<Record<string, number>>;
}

const utf8 = new TextDecoder();

function lineOf({ topic, payload }: Delivery): string {
  const { ts, values } = JSON.parse(utf8.decode(payload)) as Payload;
  let fields = '';
  for (const name in values) fields += `${fields ? ',' : ''}${name}=${values[name]}`;
  return `air,station=${topic.split('/')[3]} ${fields} ${ts}`;
}

function post(agent: Agent, url: string, token: string, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Token ${token}` };
    const sent = request(url, { method: 'POST', agent, headers }, (answer) => {
      answer.resume();
      if (answer.statusCode === 204) answer.on('end', resolve);
      else reject(new Error(`InfluxDB answered ${answer.statusCode}`));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/**
 * What there would be without all that lanbi is for: a message is parsed and written as one line, and acknowledged
 * after the 204. Nothing is checked, known, logged, spooled, evaluated or tried again; the least that a pipeline costs
 * on this machine at this moment.
 */
export async function bare({ mqttUrl, clientId, topic, influx, bucket, total }: BareOptions): Promise<void> {
  const { url, token, org } = influx;
  const agent = new Agent({ keepAlive: true });
  const at = `${url}/api/v2/write?${new URLSearchParams({ org, bucket, precision: 'ms' })}`;
  const queue: Delivery[] = [];
  let [under, stored] = [0, 0];
  let done: () => void = () => {};
  const all = new Promise<void>((resolve) => {
    done = resolve;
  });

  async function send(): Promise<void> {
    under += 1;
    const batch = queue.splice(0, BATCH);
    await post(agent, at, token, batch.map(lineOf).join('\n'));
    for (const { acknowledge } of batch) acknowledge();
    under -= 1;
    stored += batch.length;
    if (stored >= total) done();
    else next();
  }
  function next(): void {
    if (under < IN_FLIGHT && queue.length > 0) void send();
  }

  const inbox = createMqttInbox({ url: mqttUrl, clientId, topics: [topic], window: IN_FLIGHT * BATCH });
  await inbox.open((delivery) => {
    if (queue.push(delivery) === 1) setImmediate(next);
  });
  await all;
  await inbox.close();
  agent.destroy();
}

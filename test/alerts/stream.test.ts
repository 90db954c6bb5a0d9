import { expect, it, onTestFinished } from 'vitest';
import { type House, startHouse } from '../support/house.ts';

const REGISTRY = {
  regions: [{ id: 'city', name: 'city', kind: 'city' }],
  stations: [{ id: 'A1', medium: 'air', name: 'A1', region: 'city', parameters: ['pm2_5'] }],
};

interface Event {
  readonly event: string;
  readonly id: string;
  readonly data: { readonly ruleId?: string; readonly state?: string; readonly kind?: string };
}

/** Events of a stream until `enough`. */
async function read(
  house: House,
  query: string,
  enough: (events: readonly Event[]) => boolean,
  lastId?: string,
) {
  const ending = new AbortController();
  const response = await fetch(`${house.app.apiUrl}/v1/stream${query}`, {
    headers: lastId === undefined ? {} : { 'last-event-id': lastId },
    signal: ending.signal,
  });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const events: Event[] = [];
  let text = '';
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    text += Buffer.from(chunk).toString();
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const fields = Object.fromEntries(block.split('\n').map((line) => line.split(/: (.*)/s).slice(0, 2)));
      if (fields['data'])
        events.push({ event: fields['event'], id: fields['id'], data: JSON.parse(fields['data']) });
    }
    if (enough(events)) break;
  }
  ending.abort();
  return events;
}

const say = async (house: House, hour: number, value: number): Promise<void> => {
  const station = await house.connect();
  await station.publishAsync(
    'env/v1/air/A1/observations',
    JSON.stringify({ ts: `2026-04-01T${hour}:00:00+08:00`, values: { pm2_5: value } }),
    { qos: 1 },
  );
};

it('a stream tells results and changes of alerts, and goes on behind the last event that was seen', async () => {
  const house = await startHouse(REGISTRY);
  onTestFinished(() => house.stop());
  const begin = read(house, '', (events) => events.some(({ event }) => event === 'result'), 'a0r0');
  await say(house, 10, 20);
  const first = await begin;
  expect(first.some(({ event, data }) => event === 'alert' && data.state === 'stale')).toBe(true);
  expect(first.find(({ event }) => event === 'result')?.data.kind).toMatch(/aqi|composite|quality/);
  await say(house, 11, 30);
  const behind = first.at(-1)?.id;
  const second = await read(house, '?topics=results', (events) => events.length >= 1, behind);
  expect(second[0]?.event).toBe('result');
  expect(first.map(({ id }) => id)).not.toContain(second[0]?.id);
});

it('a stream of an unknown topic or place is refused', async () => {
  const house = await startHouse(REGISTRY);
  onTestFinished(() => house.stop());
  expect((await house.get('/v1/stream?topics=weather')).status).toBe(400);
  const headers = { 'last-event-id': 'nonsense' };
  expect((await fetch(`${house.app.apiUrl}/v1/stream`, { headers })).status).toBe(400);
});

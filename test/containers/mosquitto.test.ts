import { mosquittoImage, startContainer } from '@lanbi/testkit/servers/containers';
import { connectAsync } from 'mqtt';
import { describe, expect, it, onTestFinished } from 'vitest';
import { metric, startTestApp, until } from '../support/app.ts';

const CONFIGURATION = `listener 1883
allow_anonymous true
persistence true
persistence_location /tmp/
max_queued_messages 1000000
max_inflight_messages 0
`;
const REGISTRY = {
  regions: [{ id: 'city', name: 'city', kind: 'city' }],
  stations: [{ id: 'A1', medium: 'air', name: 'A1', region: 'city' }],
};
const image = mosquittoImage();

describe.skipIf(image.absent)(`Mosquitto 2 in a container (${image.absent ?? image.name})`, () => {
  it('carries the pipeline: queued for us while we are away, acknowledged once stored', async () => {
    const { host, port, container } = await startContainer({
      image,
      port: 1883,
      command: ['/usr/sbin/mosquitto', '-c', '/mosquitto/config/mosquitto.conf'],
      files: { '/mosquitto/config/mosquitto.conf': CONFIGURATION },
    });
    onTestFinished(() => container.stop().then(() => undefined));
    const env = { LANBI_MQTT_URL: `mqtt://${host}:${port}` };
    // A first run makes the session; what is published afterwards waits in the container for the second.
    await (await startTestApp(REGISTRY, env)).stop();
    const station = await connectAsync(env.LANBI_MQTT_URL, { reconnectPeriod: 0 });
    for (let hour = 1; hour <= 20; hour++)
      await station.publishAsync(
        'env/v1/air/A1/observations',
        JSON.stringify({
          ts: `2026-04-01T${String(hour).padStart(2, '0')}:00:00+08:00`,
          values: { pm2_5: hour },
        }),
        { qos: 1 },
      );
    await station.endAsync();

    const app = await startTestApp(REGISTRY, env);
    onTestFinished(() => app.stop());
    await until(
      async () => (await metric(app, 'lanbi_ingest_messages_stored')) === 20,
      'twenty messages are stored',
    );
    const { data } = await app.json<{ data: { value: number }[] }>(
      '/v1/stations/A1/observations?parameter=pm2_5&from=2026-04-01&to=2026-04-01',
    );
    expect(data.map(({ value }) => value)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    expect(await metric(app, 'lanbi_ingest_messages_waiting')).toBe(0);
  });
});

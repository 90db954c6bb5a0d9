import { instant } from '@lanbi/standards';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { metric, startTestApp, type TestApp, until } from '../support/app.ts';

const REGISTRY = {
  regions: [{ id: 'city', name: 'city', kind: 'city' }],
  stations: [
    { id: 'A1', medium: 'air', name: 'A1', region: 'city' },
    { id: 'W1', medium: 'water', name: 'W1', region: 'city', parameters: ['nh3n'] },
  ],
};
const RULE = {
  id: 'fine',
  subject: { kind: 'station', id: 'A1' },
  figure: 'pm2_5',
  op: '>',
  raise: 75,
  clear: 60,
  for: 2,
  staleAfter: 'P366D',
  text: { zh: '细颗粒物', en: 'fine particles' },
};

interface Alert {
  readonly ruleId: string;
  readonly state: string;
  readonly since: string;
  readonly value: number | null;
  readonly notification: string;
  readonly acknowledged?: { readonly reason: string };
  readonly silenced?: { readonly reason: string };
}

describe('alerts over HTTP', () => {
  let app: TestApp;
  beforeAll(async () => {
    // An hour after the last reading, so that nobody is silent yet.
    const begin = Date.parse('2026-04-01T13:00:00+08:00');
    app = await startTestApp(REGISTRY, {}, { now: () => instant(begin + Math.round(performance.now())) });
  });
  afterAll(() => app.stop());

  const send = (method: string, path: string, body?: unknown) =>
    fetch(app.apiUrl + path, {
      method,
      ...(body !== undefined && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
  const alert = async (): Promise<Alert | undefined> =>
    (await app.json<{ data: Alert[] }>('/v1/alerts?ruleId=fine')).data[0];

  it('ready rules are there, and rules can be made, read, changed and deleted', async () => {
    const ready = await app.json<{ data: { id: string }[] }>('/v1/alert-rules');
    expect(ready.data.map(({ id }) => id)).toContain('aqi-heavy');
    const made = await send('POST', '/v1/alert-rules', RULE);
    expect([made.status, made.headers.get('location')]).toEqual([201, '/v1/alert-rules/fine']);
    expect(await made.json()).toMatchObject({ ...RULE, severity: 'warning', revision: 1 });
    expect((await send('POST', '/v1/alert-rules', RULE)).status).toBe(409);
    const changed = await send('PUT', '/v1/alert-rules/fine', { ...RULE, severity: 'critical' });
    expect(await changed.json()).toMatchObject({ severity: 'critical', revision: 2 });
    expect(await app.json('/v1/alert-rules/fine')).toMatchObject({ severity: 'critical', for: 2 });
    expect((await send('POST', '/v1/alert-rules', { ...RULE, id: 'gone' })).status).toBe(201);
    expect((await send('DELETE', '/v1/alert-rules/gone')).status).toBe(204);
    expect((await app.get('/v1/alert-rules/gone')).status).toBe(404);
  });

  it('a wrong rule is refused with every fault and its field', async () => {
    const schema = await send('POST', '/v1/alert-rules', { ...RULE, id: 'x', op: '!', colour: 'red' });
    expect([schema.status, schema.headers.get('content-type')]).toEqual([
      400,
      expect.stringContaining('application/problem+json'),
    ]);
    const whole = await send('POST', '/v1/alert-rules', { ...RULE, id: 'x', figure: 'class', clear: 80 });
    const { errors } = (await whole.json()) as { errors: { field: string }[] };
    expect(errors.map(({ field }) => field)).toEqual(['body/subject.kind', 'body/clear', 'body/raise']);
    for (const [id, why] of [
      ['A9', 'there is no station A9'],
      ['W1', 'no pm2_5: the station W1 is of another medium, or does not measure it'],
    ]) {
      const subject = { kind: 'station', id };
      const answer = await send('POST', '/v1/alert-rules', { ...RULE, id: 'x', subject });
      expect([answer.status, await answer.json()]).toMatchObject([
        400,
        { errors: [{ field: 'body/subject.id', message: why }] },
      ]);
    }
    expect((await send('PUT', '/v1/alert-rules/other', RULE)).status).toBe(400);
  });

  it('raises on readings, is acknowledged until it changes, silenced until its end, and clears', async () => {
    const station = await app.connect();
    const say = (hour: number, value: number) =>
      station.publishAsync(
        'env/v1/air/A1/observations',
        JSON.stringify({ ts: `2026-04-01T${hour}:00:00+08:00`, values: { pm2_5: value } }),
        { qos: 1 },
      );
    await say(10, 80);
    await say(11, 81);
    await until(async () => (await alert())?.state === 'firing', 'the alert fires');
    expect(await alert()).toMatchObject({ since: '2026-04-01T11:00:00+08:00', value: 81 });
    const seen = await send('POST', '/v1/alerts/fine/A1/acknowledge', { reason: 'on my way', by: 'Li' });
    expect(await seen.json()).toMatchObject({ acknowledged: { reason: 'on my way', by: 'Li' } });
    const silence = await send('POST', '/v1/alert-silences', {
      ruleId: 'fine',
      subjectId: 'A1',
      reason: 'building works nearby',
      until: '2100-01-01',
    });
    const { id } = (await silence.json()) as { id: number };
    expect(await alert()).toMatchObject({
      acknowledged: { reason: 'on my way' },
      silenced: { reason: 'building works nearby' },
    });
    expect((await send('DELETE', `/v1/alert-silences/${id}`)).status).toBe(204);
    // A correction that leaves it firing asks nobody to look again.
    await say(11, 99);
    await until(async () => (await alert())?.value === 99, 'the alert goes by the corrected value');
    expect(await alert()).toMatchObject({ state: 'firing', acknowledged: { reason: 'on my way' } });
    await say(12, 60);
    await until(async () => (await alert())?.state === 'resolved', 'the alert is resolved');
    expect(await alert()).toMatchObject({ value: 60 });
    expect(await alert()).not.toHaveProperty('acknowledged');
    expect(await alert()).not.toHaveProperty('silenced');
    const history = await app.json<{ data: Alert[] }>('/v1/alerts/history?ruleId=fine&limit=1000');
    expect(history.data.filter(({ state }) => state !== 'stale').map(({ state }) => state)).toEqual([
      'pending',
      'firing',
      'firing',
      'resolved',
    ]);
    expect(history.data.map(({ notification }) => notification)).toContain('amended');
  });

  it('a poll without news is a 304, and a poll since the last one brings the news only', async () => {
    const lags = async () =>
      (await metric(app, 'lanbi_evaluate_lag')) + (await metric(app, 'lanbi_alert_lag'));
    await until(async () => (await lags()) === 0, 'all that was said is judged');
    const first = await app.get('/v1/alerts?ruleId=fine');
    const { meta } = (await first.json()) as { meta: { since: string } };
    const etag = first.headers.get('etag') ?? '';
    const again = await fetch(`${app.apiUrl}/v1/alerts?ruleId=fine`, {
      headers: { 'if-none-match': etag },
    });
    expect(again.status).toBe(304);
    // Another wording is no change of the alert, and yet another answer.
    await send('PUT', '/v1/alert-rules/fine', {
      ...RULE,
      severity: 'critical',
      text: { zh: '细', en: 'fine dust' },
    });
    const worded = await fetch(`${app.apiUrl}/v1/alerts?ruleId=fine`, {
      headers: { 'if-none-match': etag },
    });
    expect([worded.status, await worded.json()]).toMatchObject([
      200,
      { data: [{ text: { en: 'fine dust' } }] },
    ]);
    expect(await app.json(`/v1/alerts?since=${meta.since}`)).toMatchObject({
      data: [],
      meta: { since: meta.since },
    });
    expect((await app.get('/v1/alerts?since=yesterday')).status).toBe(400);
  });

  it('a dry run shows what a rule would have notified of, and notifies nobody', async () => {
    const before = await app.json<{ meta: { since: string } }>('/v1/alerts?limit=1');
    const answer = await send('POST', '/v1/alert-rules/dry-run', {
      rule: { ...RULE, id: 'what-if', raise: 79, clear: 79, for: 1 },
      from: '2026-04-01',
      to: '2026-04-01',
    });
    expect(await answer.json()).toMatchObject({
      data: [
        {
          subject: { kind: 'station', id: 'A1' },
          values: 3,
          transitions: [
            { state: 'firing', since: '2026-04-01T10:00:00+08:00', value: 80 },
            { state: 'resolved', since: '2026-04-01T12:00:00+08:00', value: 60 },
          ],
        },
      ],
    });
    expect((await app.json<{ meta: { since: string } }>('/v1/alerts?limit=1')).meta.since).toBe(
      before.meta.since,
    );
    expect((await app.get('/v1/alert-rules/what-if')).status).toBe(404);
  });
});

import { describe, expect, it } from 'vitest';
import { createLogger, readConfig, redactFor, redactForAnswers, redactText } from '../src/index.ts';

const config = readConfig({
  LANBI_MQTT_URL: 'mqtts://lanbi:Brok%40r-Pass@broker.example:8884',
  LANBI_MQTT_PASSWORD: 'mqtt "quoted" pass',
  LANBI_STORE: 'influx',
  INFLUX_URL: 'http://reader:Influx-Pass@influx.example:8086',
  INFLUX_TOKEN: 'influx-token==',
  INFLUX_ORG: 'city',
  INFLUX_BUCKET: 'env',
  LANBI_WEBHOOK_URLS: 'https://h.example/open-apis/bot/v2/hook/HOOK-PATH?sign=HOOK-QUERY',
  LANBI_WEBHOOK_SECRET: 'hook-signing-secret',
  LANBI_ALERTMANAGER_URL: 'http://am:Manager-Pass@am.example:9093',
  LANBI_API_KEYS: 'a-key-of-more-than-20-characters',
  LANBI_DATA_DIR: '/srv/lanbi/data',
});

const SECRETS = [
  'Brok%40r-Pass',
  'Brok@r-Pass',
  'mqtt "quoted" pass',
  'Influx-Pass',
  'influx-token==',
  '/open-apis/bot/v2/hook/HOOK-PATH?sign=HOOK-QUERY',
  '/open-apis/bot/v2/hook/HOOK-PATH',
  'HOOK-PATH',
  'sign=HOOK-QUERY',
  'hook-signing-secret',
  'Manager-Pass',
  'a-key-of-more-than-20-characters',
];

describe('a text for a log', () => {
  it.each(SECRETS)('does not show the secret %s', (secret) => {
    expect(redactFor(config)(`tried "${secret}" twice: ${secret}`)).toBe('tried "***" twice: ***');
  });

  it('shows hosts, the organization and where the data are', () => {
    const text = 'https://h.example/x broker.example:8884 city env /srv/lanbi/data/lanbi.db';
    expect(redactFor(config)(text)).toBe(text);
  });

  it('shows no user of a URL that the configuration does not know', () => {
    expect(redactText('GET http://some:body@host/path and mqtt://me@host')).toBe(
      'GET http://***@host/path and mqtt://***@host',
    );
  });

  it.each(['PW=123456', 'pw=123456', 'Pw=123456', 'pW=123456'])('shows no %s of a frame', (field) => {
    expect(redactText(`##0100QN=1;${field};MN=1`)).toBe(`##0100QN=1;${field.slice(0, 3)}***;MN=1`);
  });

  it('takes one pass over a hostile text of 64 KiB', () => {
    for (const text of [
      '://'.repeat(22_000),
      '://a'.repeat(16_384),
      'pw='.repeat(22_000),
      'p'.repeat(65_536),
    ]) {
      const begin = performance.now();
      redactFor(config)(text);
      // Quadratic work would take seconds.
      expect(performance.now() - begin).toBeLessThan(500);
    }
  });
});

describe('a text for an answer', () => {
  it('does not show where the data are', () => {
    expect(redactForAnswers(config)('cannot open /srv/lanbi/data/lanbi.db')).toBe('cannot open ***/lanbi.db');
  });
});

describe('a log', () => {
  it('shows no secret in any of its fields', () => {
    const lines: string[] = [];
    const log = createLogger('info', { write: (line) => void lines.push(line) }, redactFor(config));
    log.error(
      { err: new Error(`refused: ${SECRETS.join(', ')}`), url: SECRETS[5] },
      `said PW=123456; ${SECRETS[2]}`,
    );
    expect(lines).toHaveLength(1);
    const text = lines.join();
    for (const secret of [...SECRETS, 'quoted', '123456']) expect(text).not.toContain(secret);
    expect(JSON.parse(text)).toMatchObject({ url: '***', msg: 'said PW=***; ***' });
  });
});

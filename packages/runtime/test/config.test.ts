import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_QUALITY } from '@lanbi/evaluation';
import { describe, expect, it } from 'vitest';
import { isDashboardOnly, isWhole, readConfig, VARIABLES } from '../src/index.ts';

/** One role on parts that processes share. */
const APART = {
  LANBI_ROLES: 'ingest',
  LANBI_MQTT_URL: 'mqtt://127.0.0.1:1883',
  LANBI_STORE: 'influx',
  INFLUX_URL: 'http://127.0.0.1:8086',
  INFLUX_TOKEN: 't',
  INFLUX_ORG: 'o',
  INFLUX_BUCKET: 'b',
};

describe('configuration', () => {
  it('has the defaults of the contract', () => {
    expect(readConfig({})).toEqual({
      roles: new Set(['ingest', 'evaluate', 'alert', 'api', 'dashboard']),
      elsewhere: {},
      http: { host: '127.0.0.1', port: 8080 },
      mqtt: {
        clientId: 'lanbi',
        host: '127.0.0.1',
        port: 1883,
        stationRate: 1_000,
        maxConnections: 1_000,
        limits: {
          maxSessions: 10,
          maxPending: 1_000,
          maxPendingPerAddress: 500,
          connectMs: 5_000,
          maxSubscriptions: 20,
        },
      },
      dataDir: './data',
      spool: { dir: './data', maxBytes: 1024 ** 3 },
      deadLetters: { count: 100_000, bytes: 268_435_456, days: 365 },
      stopMs: 10_000,
      staleness: { grace: 3_600_000, silentAtLeast: 21_600_000, silentPeriods: 6 },
      quality: DEFAULT_QUALITY,
      waterMinimum: {},
      periodCoverage: 75,
      provisionalHours: 72,
      demo: true,
      apiKeys: [],
      access: { rate: 6_000, origins: [] },
      alerts: { webhooks: [], webhookPrivate: false },
      metricsStations: 500,
      logLevel: 'info',
    });
  });

  it('runs no demo once something else is configured, unless asked', () => {
    expect(readConfig({ LANBI_REGISTRY: 'r.yaml' }).demo).toBe(false);
    expect(readConfig({ LANBI_MQTT_URL: 'mqtt://127.0.0.1:1883' }).demo).toBe(false);
    expect(readConfig({ LANBI_REGISTRY: 'r.yaml', LANBI_DEMO: 'true' }).demo).toBe(true);
    expect(readConfig({ LANBI_DEMO: 'false' }).demo).toBe(false);
  });

  it('sets rules of data quality over their defaults', () => {
    const { quality } = readConfig({ LANBI_QUALITY: 'spike=off, stuck=exclude' });
    expect(quality).toEqual({ ...DEFAULT_QUALITY, spike: 'off', stuck: 'exclude' });
    expect(() => readConfig({ LANBI_QUALITY: 'spikes=off' })).toThrow(
      /LANBI_QUALITY: there is no rule "spikes"/,
    );
    expect(() => readConfig({ LANBI_QUALITY: 'spike=maybe' })).toThrow(/LANBI_QUALITY: spike: "maybe"/);
  });

  it('reports all faults together', () => {
    const read = () => readConfig({ LANBI_HTTP_PORT: '99999', LANBI_DEMO: 'maybe', LANBI_LOG_LEVEL: 'loud' });
    expect(read).toThrow(/LANBI_HTTP_PORT[\s\S]*LANBI_DEMO[\s\S]*LANBI_LOG_LEVEL/);
  });

  it('names an unknown variable', () => {
    expect(() => readConfig({ LANBI_HTPP_PORT: '1' })).toThrow(/LANBI_HTPP_PORT: there is no such setting/);
  });

  it('wants keys on any address but loopback', () => {
    expect(() => readConfig({ LANBI_HTTP_HOST: '0.0.0.0' })).toThrow(/LANBI_API_KEYS/);
    const [a, b] = ['a-key-of-twenty-char', 'another-key-of-the-test'];
    const keys = { LANBI_HTTP_HOST: '0.0.0.0', LANBI_API_KEYS: `${a}, ${b}` };
    expect(readConfig(keys).apiKeys).toEqual([a, b]);
    const { access } = readConfig({ LANBI_HTTP_HOST: '0.0.0.0', LANBI_API_KEY_HASHES: 'keys' });
    expect(access).toEqual({ keyFile: 'keys', rate: 6_000, origins: [] });
  });

  it('refuses keys that can be guessed, says which and what to do, and does not show them', () => {
    const read = () => readConfig({ LANBI_API_KEYS: 'a-key-of-twenty-char,short-1,a-key-of-nineteen-c' });
    expect(read).toThrow(
      /LANBI_API_KEYS: key 2 of 3 has 7 characters, 20 at least are needed; npm run key makes one[\s\S]*key 3 of 3 has 19 /,
    );
    expect(read).not.toThrow(/short-1|nineteen/);
  });

  it('takes addresses and networks of proxies, and nothing else', () => {
    const { access } = readConfig({ LANBI_HTTP_PROXIES: '10.0.0.0/8, ::1' });
    expect(access.proxies).toEqual(['10.0.0.0/8', '::1']);
    for (const wrong of ['proxy', '10.0.0.0/33', '10.0.0.0/8/9', '10.0.0.0/x'])
      expect(() => readConfig({ LANBI_HTTP_PROXIES: wrong })).toThrow(/LANBI_HTTP_PROXIES: not an address/);
  });

  it('takes origins of pages, and no other URLs', () => {
    const { access } = readConfig({ LANBI_API_ORIGINS: 'https://a.example, http://b.example:8443' });
    expect(access.origins).toEqual(['https://a.example', 'http://b.example:8443']);
    for (const wrong of ['https://a.example/', '*', 'a.example'])
      expect(() => readConfig({ LANBI_API_ORIGINS: wrong })).toThrow(/LANBI_API_ORIGINS: not an origin/);
  });

  it('wants all of an InfluxDB, with one that it can speak to', () => {
    const influx = {
      INFLUX_URL: 'http://127.0.0.1:8086',
      INFLUX_TOKEN: 't',
      INFLUX_ORG: 'o',
      INFLUX_BUCKET: 'b',
    };
    expect(readConfig({ LANBI_STORE: 'influx', ...influx }).influx).toEqual({
      url: 'http://127.0.0.1:8086',
      token: 't',
      org: 'o',
      bucket: 'b',
    });
    expect(readConfig(influx).influx).toBeUndefined();
    expect(() => readConfig({ LANBI_STORE: 'influx', INFLUX_URL: 'http://127.0.0.1:8086' })).toThrow(
      /INFLUX_TOKEN: required[\s\S]*INFLUX_ORG: required[\s\S]*INFLUX_BUCKET: required/,
    );
    expect(() => readConfig({ ...influx, INFLUX_URL: 'ftp://127.0.0.1' })).toThrow(/INFLUX_URL/);
  });

  it('wants users of the broker on any address but loopback, and no demo with them', () => {
    expect(() => readConfig({ LANBI_MQTT_HOST: '0.0.0.0' })).toThrow(/LANBI_MQTT_USERS: required/);
    expect(readConfig({ LANBI_MQTT_HOST: '0.0.0.0', LANBI_MQTT_USERS: 'u' })).toMatchObject({ demo: false });
    expect(() => readConfig({ LANBI_DEMO: 'true', LANBI_MQTT_USERS: 'u' })).toThrow(/LANBI_DEMO/);
    const both = { LANBI_MQTT_URL: 'mqtts://b', LANBI_MQTT_USERS: 'u' };
    expect(() => readConfig(both)).toThrow(/LANBI_MQTT_USERS: is of the embedded broker/);
  });

  it('reads secrets and certificates from files, and says which it cannot read but not what is in them', () => {
    const folder = mkdtempSync(join(tmpdir(), 'lanbi-config-'));
    const [secret, pem] = [join(folder, 'secret'), join(folder, 'ca.pem')];
    writeFileSync(secret, 'hidden\n');
    writeFileSync(pem, 'PEM');
    const { mqtt } = readConfig({ LANBI_MQTT_PASSWORD_FILE: secret, LANBI_MQTT_CA: pem });
    expect(mqtt).toMatchObject({ password: 'hidden', tls: { ca: 'PEM' } });
    const faulty = {
      LANBI_MQTT_PASSWORD: 'hidden',
      LANBI_MQTT_PASSWORD_FILE: secret,
      LANBI_MQTT_CERT: pem,
      LANBI_MQTT_SHARE: 'g',
      LANBI_MQTT_SHARD: '1/2',
    };
    const read = () => readConfig(faulty);
    expect(read).toThrow(/LANBI_MQTT_CERT and LANBI_MQTT_KEY[\s\S]*SHARE and[\s\S]*PASSWORD and/);
    expect(read).not.toThrow(/hidden/);
    expect(() => readConfig({ LANBI_MQTT_CA: `${pem}-not`, LANBI_MQTT_PASSWORD_FILE: folder })).toThrow(
      /LANBI_MQTT_CA: the file [\s\S]*LANBI_MQTT_PASSWORD_FILE: the file /,
    );
    expect(readConfig({ LANBI_API_KEY_FILE: secret }).apiKey).toBe('hidden');
    expect(readConfig({}).apiKey).toBeUndefined();
    rmSync(folder, { recursive: true });
  });

  it('counts shards from 1 outside and from 0 inside', () => {
    expect(readConfig({ ...APART, LANBI_MQTT_SHARD: '2/3' }).mqtt.shard).toEqual({ index: 1, of: 3 });
    for (const wrong of ['0/3', '4/3', '1', 'x'])
      expect(() => readConfig({ ...APART, LANBI_MQTT_SHARD: wrong })).toThrow(/LANBI_MQTT_SHARD/);
  });

  it('is every role unless set otherwise, and apart only on parts that processes can share', () => {
    expect([...readConfig({ ...APART, LANBI_ROLES: 'api, alert' }).roles]).toEqual(['alert', 'api']);
    expect(() => readConfig({ LANBI_ROLES: 'ingest,eval' })).toThrow(/LANBI_ROLES: .* found "eval"/);
    expect(() => readConfig({ LANBI_ROLES: 'ingest' })).toThrow(/LANBI_MQTT_URL: [\s\S]*LANBI_STORE: /);
    for (const several of [{ LANBI_MQTT_SHARD: '1/2' }, { LANBI_MQTT_SHARE: 'g' }])
      for (const roles of ['ingest,evaluate', 'ingest,evaluate,alert,api'])
        expect(() => readConfig({ ...APART, ...several, LANBI_ROLES: roles })).toThrow(
          /LANBI_ROLES: must be/,
        );
    const { elsewhere } = readConfig({ LANBI_ALERT_URL: 'http://alert:8080' });
    expect(elsewhere).toEqual({ alert: 'http://alert:8080' });
    expect(() => readConfig({ LANBI_ALERT_URL: 'alert:8080' })).toThrow(/LANBI_ALERT_URL: must be a URL/);
  });

  it('may serve the pages alone, which needs the address of the API and no store or broker', () => {
    expect(() => readConfig({ LANBI_ROLES: 'dashboard' })).toThrow(/LANBI_API_URL: required/);
    const pages = readConfig({ LANBI_ROLES: 'dashboard', LANBI_API_URL: 'http://api:8080' });
    expect([[...pages.roles], pages.elsewhere]).toEqual([['dashboard'], { api: 'http://api:8080' }]);
    expect(isDashboardOnly(pages)).toBe(true);
    const without = readConfig({ LANBI_ROLES: 'ingest,evaluate,alert,api' });
    expect([isWhole(without), isDashboardOnly(without)]).toEqual([true, false]);
    expect(() => readConfig({ LANBI_ROLES: 'ingest,dashboard', LANBI_API_URL: 'http://api:8080' })).toThrow(
      /LANBI_MQTT_URL: [\s\S]*LANBI_STORE: /,
    );
  });

  it('is documented, every variable and no other', () => {
    const page = readFileSync(new URL('../../../docs/configuration.md', import.meta.url), 'utf8');
    const documented = [...page.matchAll(/^\| `([A-Z_]+)` /gm)].map((row) => row[1]);
    expect(documented.sort()).toEqual(Object.keys(VARIABLES.shape).sort());
  });
});

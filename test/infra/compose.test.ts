import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PIPELINE, readConfig } from '@lanbi/runtime';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';

const INFRA = fileURLToPath(new URL('../../infra/', import.meta.url));
const FILES = ['compose.yaml', 'compose.tls.yaml'] as const;
/** What a person makes: the README of mosquitto says how. */
const MADE = /\.passwd$|\/certs(\/|$)/;

interface Service {
  readonly image?: string;
  readonly user?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes?: readonly string[];
  readonly healthcheck?: object;
  readonly read_only?: boolean;
}

const text = (name: string): string => readFileSync(join(INFRA, name), 'utf8');
const servicesOf = (name: string): Readonly<Record<string, Service>> =>
  parse(text(name), { merge: true }).services;

/** The example, with something in what it leaves empty. */
const example: Readonly<Record<string, string>> = Object.fromEntries(
  [...text('compose.env.example').matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [
    name ?? '',
    value || `some-value-of-${name}`,
  ]),
);

/** As compose does it: `${NAME}`, `${NAME:-default}`, `${NAME:?why}`. */
const filled = (value: string): string =>
  value.replace(/\$\{([A-Z_]+)(?::[-?]([^}]*))?\}/g, (_, name: string) => example[name] ?? `no ${name}`);

const composeTool = ['docker-compose'].find((name) => spawnSync(name, ['version']).status === 0);
const analyze = spawnSync('systemd-analyze', ['--version']).status === 0;

describe('infra/compose.yaml', () => {
  it.each(FILES)(
    '%s names no variable that the example lacks, and the example none that is not used',
    (name) => {
      const used = [...text(name).matchAll(/\$\{([A-Z_]+)/g)].map(([, variable]) => variable);
      expect(used.filter((variable) => !(variable && variable in example))).toEqual([]);
      const all = FILES.map(text).join('');
      expect(Object.keys(example).filter((variable) => !all.includes(`\${${variable}`))).toEqual([]);
    },
  );

  it.each(FILES)('%s mounts only files that are here or that a person makes', (name) => {
    const mounted = Object.values(servicesOf(name)).flatMap(({ volumes = [] }) => volumes);
    const files = mounted.map((volume) => volume.split(':')[0] ?? '').filter((path) => path.startsWith('./'));
    expect(files.length).toBeGreaterThan(1);
    expect(files.filter((path) => !MADE.test(path) && !existsSync(join(INFRA, path)))).toEqual([]);
  });

  it('runs every role once, each with settings that lanbi takes and data of its own', () => {
    const services = servicesOf('compose.yaml');
    const folder = mkdtempSync(join(tmpdir(), 'lanbi-compose-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 'token'), 'a token');
    const data = new Set<string | undefined>();
    for (const role of PIPELINE) {
      const { environment = {}, volumes = [], read_only } = services[role] ?? {};
      const env = Object.fromEntries(
        Object.entries(environment).map(([name, value]) => [name, filled(value)]),
      );
      expect(env['INFLUX_TOKEN_FILE']).toBe(`/etc/lanbi/tokens/${role}`);
      const config = readConfig({ ...env, INFLUX_TOKEN_FILE: join(folder, 'token') });
      // The API serves the pages too.
      expect([...config.roles]).toEqual(role === 'api' ? ['api', 'dashboard'] : [role]);
      expect(config.influx).toMatchObject({ url: 'http://influxdb:8086', token: 'a token' });
      expect(read_only).toBe(true);
      data.add(volumes.find((volume) => volume.endsWith(':/var/lib/lanbi')));
    }
    expect(data.size).toBe(PIPELINE.length);
    expect(data.has(undefined)).toBe(false);
  });

  it('hands calls on to the service that answers them, and checks the health of all that is not ours', () => {
    const services = servicesOf('compose.yaml');
    const { environment = {} } = services['api'] ?? {};
    for (const role of ['ingest', 'evaluate', 'alert'])
      expect(environment[`LANBI_${role.toUpperCase()}_URL`]).toBe(`http://${role}:8080`);
    for (const name of ['mosquitto', 'influxdb', 'grafana'])
      expect(services[name]?.healthcheck).toBeDefined();
    expect(Object.values(services).every(({ image = '' }) => !image.endsWith(':latest'))).toBe(true);
    expect(filled(services['influxdb']?.image ?? '')).toBe('influxdb:2.7');
  });

  it.skipIf(!composeTool).each([['compose.yaml'], [...FILES]])(
    'is taken by docker-compose: %s %s',
    (...files) => {
      const folder = mkdtempSync(join(tmpdir(), 'lanbi-compose-'));
      onTestFinished(() => rmSync(folder, { recursive: true }));
      const env = join(folder, 'env');
      writeFileSync(
        env,
        Object.entries(example)
          .map(([name, value]) => `${name}=${value}`)
          .join('\n'),
      );
      const named = files.filter(Boolean).flatMap((name) => ['-f', join(INFRA, name as string)]);
      const { status, stderr } = spawnSync(composeTool ?? '', ['--env-file', env, ...named, 'config', '-q'], {
        encoding: 'utf8',
      });
      expect([status, stderr]).toEqual([0, '']);
    },
  );
});

describe('infra/mosquitto', () => {
  it('says the same above the listeners in each of its files', () => {
    const heads = ['mosquitto.conf', 'mosquitto-tls.conf', 'mosquitto-container.conf'].map((name) => {
      const [, head = ''] =
        /^# Users and rules belong([\s\S]*?)^listener /m.exec(text(`mosquitto/${name}`)) ?? [];
      return head.replace(/^# Stations and readers.*\n(#.*\n)*/m, '');
    });
    expect(heads[0]).toContain('max_queued_messages 0');
    expect(new Set(heads).size).toBe(1);
  });
});

describe.skipIf(!analyze)('infra/systemd', () => {
  it.each(['lanbi.service', 'lanbi@.service'])('%s is sound to systemd', (name) => {
    const folder = mkdtempSync(join(tmpdir(), 'lanbi-units-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    // Where this machine has neither the checkout nor the user.
    const unit = text(`systemd/${name}`).replaceAll('/opt/lanbi/node_modules/.bin/node', process.execPath);
    const path = join(folder, name.replace('@', '@ingest'));
    writeFileSync(path, unit.replaceAll('/opt/lanbi', '/tmp'));
    const { stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', path], { encoding: 'utf8' });
    expect(stderr.split('\n').filter((line) => line.includes('lanbi'))).toEqual([]);
  });
});

import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ownInfluxd, startBareInfluxd, startInfluxd } from '@lanbi/testkit/servers/influxd';
import { createProgram } from '@lanbi/testkit/servers/program';
import { describe, expect, it, onTestFinished } from 'vitest';

const MAIN = fileURLToPath(new URL('../src/influx-setup/main.ts', import.meta.url));

function folderOfTest(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lanbi-setup-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs the command with these variables and no others. */
async function setUp(env: Readonly<Record<string, string>>, ...args: readonly string[]) {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [MAIN, ...args], { env: { PATH, HOME, ...env } });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      said += chunk;
    });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, said };
}

const tokensOf = async (url: string, token: string): Promise<number> => {
  const answer = await fetch(`${url}/api/v2/authorizations`, {
    headers: { authorization: `Token ${token}` },
  });
  return ((await answer.json()) as { readonly authorizations: readonly unknown[] }).authorizations.length;
};

describe('the command that sets up an InfluxDB', () => {
  it('names what is not set, without a word of what need not be', async () => {
    const { code, said } = await setUp({ INFLUX_URL: 'http://127.0.0.1:1' });
    expect(code).toBe(1);
    for (const name of ['INFLUX_TOKEN', 'INFLUX_ORG', 'INFLUX_BUCKET'])
      expect(said).toContain(`${name}: required`);
    expect(said).not.toContain('LANBI_STORE');
  });

  it.skipIf(!ownInfluxd)(
    'makes all as it is documented, into a folder that was not there, and once',
    async () => {
      const influxd = await startBareInfluxd();
      onTestFinished(() => influxd.stop());
      const { url, token } = influxd;
      const env = { INFLUX_URL: url, INFLUX_TOKEN: token, INFLUX_ORG: 'city', INFLUX_BUCKET: 'lanbi' };
      const first = ['--user', 'operator', '--password-env', 'PASSWORD_OF_TEST'];
      const tokens = join(folderOfTest(), 'new', 'folder');
      const made = await setUp(
        { ...env, PASSWORD_OF_TEST: 'a password of a test' },
        ...first,
        '--tokens-folder',
        tokens,
      );
      expect(made, made.said).toMatchObject({ code: 0 });
      expect(readdirSync(tokens).sort()).toEqual(['alert', 'all', 'api', 'evaluate', 'ingest']);
      const again = await setUp(env, '--tokens-folder', tokens);
      expect(again).toMatchObject({ code: 0, said: expect.stringContaining('everything was there') });
    },
  );

  it.skipIf(!ownInfluxd)('makes nothing when the tokens could not be written', async () => {
    const influxd = await startInfluxd();
    onTestFinished(() => influxd.stop());
    const { url, token, org } = influxd;
    const before = await tokensOf(url, token);
    const file = join(folderOfTest(), 'a-file');
    writeFileSync(file, '');
    const env = { INFLUX_URL: url, INFLUX_TOKEN: token, INFLUX_ORG: org, INFLUX_BUCKET: 'lanbi' };
    for (const option of ['--tokens-folder', '--tokens-file']) {
      const { code, said } = await setUp(env, option, join(file, 'tokens'));
      expect(code).toBe(1);
      expect(said).toContain(`${option}: tokens cannot be written there`);
    }
    expect(await tokensOf(url, token)).toBe(before);
  });
});

describe.skipIf(!ownInfluxd)('a start on an InfluxDB without its buckets', () => {
  it('ends at once and says what to run', async () => {
    const influxd = await startInfluxd();
    onTestFinished(() => influxd.stop());
    const { url, token, org } = influxd;
    const program = createProgram({
      ...{
        LANBI_STORE: 'influx',
        INFLUX_URL: url,
        INFLUX_TOKEN: token,
        INFLUX_ORG: org,
        INFLUX_BUCKET: 'lanbi',
      },
      ...{ LANBI_HTTP_PORT: '0', LANBI_MQTT_PORT: '0', LANBI_DEMO: 'false', LANBI_DATA_DIR: folderOfTest() },
    });
    onTestFinished(() => program.dispose());
    expect(await program.start()).toEqual({ code: 1, signal: null });
    expect(program.said()).toMatch(/has no buckets lanbi, lanbi_hour.*npm run influx:setup/);
  });
});

import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { keyCommand } from '@lanbi/all-in-one';
import { mosquittoBinary, startMosquitto } from '@lanbi/testkit/servers/mosquitto';
import { COMPILED_CODE } from '@lanbi/testkit/servers/program';
import mqtt from 'mqtt';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createSubject, type Subject } from '../faults/support/subject.ts';
import { until } from '../support/app.ts';

const DEAD_LETTERS = fileURLToPath(new URL('../../services/lanbi/src/dead-letters/main.ts', import.meta.url));

/** Each test starts several processes, on a machine that may be busy. */
const TIMEOUT_MS = 180_000;

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command as a person runs it beside the program, or after it has ended. */
const deadLetters = (subject: Subject, ...args: readonly string[]): Promise<Ran> =>
  deadLettersWith({}, subject, ...args);

async function deadLettersWith(
  more: Readonly<Record<string, string>>,
  subject: Subject,
  ...args: readonly string[]
): Promise<Ran> {
  const env = {
    ...more,
    PATH: process.env['PATH'] ?? '',
    NODE_COMPILE_CACHE: COMPILED_CODE,
    LANBI_HTTP_PORT: new URL(subject.apiUrl).port,
    LANBI_DATA_DIR: subject.dataDir,
  };
  try {
    return { code: 0, ...(await promisify(execFile)(process.execPath, [DEAD_LETTERS, ...args], { env })) };
  } catch (error) {
    const { code, stdout, stderr } = error as Ran;
    return { code, stdout, stderr };
  }
}

async function running(env: Readonly<Record<string, string>> = {}): Promise<Subject> {
  const subject = await createSubject({ env });
  expect(await subject.start(), subject.said()).toBe('running');
  return subject;
}

describe('npm run dead-letters', () => {
  it(
    'asks the program while it runs, and the store when nothing does',
    async () => {
      const subject = await running();
      const client = await mqtt.connectAsync(subject.brokerUrl, { reconnectPeriod: 0 });
      onTestFinished(() => client.endAsync(true));
      await client.publishAsync('env/v1/air/NOBODY/observations', '{"ts":0}', { qos: 1 });
      await client.publishAsync('env/v1/air/F1/observations', '\u001b[31mred', { qos: 1 });
      const listed = await deadLetters(subject, 'list', '--reason', 'unknown-station');
      expect(listed).toMatchObject({ code: 0, stderr: '' });
      expect(listed.stdout).toMatch(
        /^1 {2}\S+\+08:00 {2}env\/v1\/air\/NOBODY\/observations {2}message {2}unknown-station/,
      );
      const [first, second, more] = (await deadLetters(subject, 'list', '--limit', '1')).stdout.split('\n');
      expect([first?.slice(0, 3), second?.slice(0, 15), more]).toEqual(['2  ', 'more: --cursor ', '']);
      subject.signal('SIGTERM');
      expect(await subject.ended()).toEqual({ code: 0, signal: null });
      const shown = await deadLetters(subject, 'show', '2');
      expect(JSON.parse(shown.stdout)).toMatchObject({ id: 2, encoding: 'utf-8', payload: '\u001b[31mred' });
      expect(shown.stdout).not.toContain('\u001b');
      const replayed = await deadLetters(subject, 'replay', '2');
      expect(JSON.parse(replayed.stdout)).toMatchObject({ id: 2, replay: { outcome: 'refused' } });
      expect(JSON.parse((await deadLetters(subject, 'replay', '--all')).stdout)).toEqual({
        stored: 0,
        partly: 0,
        refused: 2,
      });
    },
    TIMEOUT_MS,
  );

  it(
    'takes a key of its own where only hashes are configured',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'lanbi-dead-letters-'));
      onTestFinished(() => rmSync(folder, { recursive: true }));
      const file = join(folder, 'keys');
      const made = (name: string, scope: string): string => {
        const args = ['create', name, '--scope', scope];
        return /once: (\S+)/.exec(keyCommand({ file, args, today: '2026-11-24' }))?.[1] ?? '';
      };
      const [reader, admin] = [made('reader', 'read'), made('duty', 'admin')];
      const subject = await running({ LANBI_API_KEY_HASHES: file });
      const hashes = { LANBI_API_KEY_HASHES: file };
      expect(await deadLettersWith(hashes, subject, 'list')).toMatchObject({
        code: 1,
        stderr: 'dead-letters: the API wants a key that it knows: set LANBI_API_KEY or LANBI_API_KEY_FILE\n',
      });
      const withKey = (key: string, ...args: string[]) =>
        deadLettersWith({ ...hashes, LANBI_API_KEY: key }, subject, ...args);
      expect(await withKey(reader, 'list')).toMatchObject({ code: 0, stdout: 'no dead letters\n' });
      expect(await withKey(reader, 'replay', '--all')).toMatchObject({
        code: 1,
        stderr: expect.stringContaining('this needs a key of scope admin'),
      });
      expect(JSON.parse((await withKey(admin, 'replay', '--all')).stdout)).toEqual({
        stored: 0,
        partly: 0,
        refused: 0,
      });
      subject.signal('SIGTERM');
      await subject.ended();
      expect(await deadLettersWith(hashes, subject, 'list')).toMatchObject({ code: 0, stderr: '' });
    },
    TIMEOUT_MS,
  );

  it(
    'says what is wrong, with exit code 1',
    async () => {
      const subject = await createSubject();
      expect(await deadLetters(subject, 'show', '7')).toMatchObject({
        code: 1,
        stderr: 'dead-letters: no dead letter 7\n',
      });
      expect(await deadLetters(subject, 'list', '--limit', '-1')).toMatchObject({
        code: 1,
        stderr: expect.stringContaining('limit'),
      });
    },
    TIMEOUT_MS,
  );
});

describe.skipIf(!mosquittoBinary)('the end of a program whose broker does not answer any more', () => {
  async function frozen(seconds: number): Promise<Subject> {
    const broker = await startMosquitto();
    onTestFinished(() => broker.stop());
    const subject = await running({ LANBI_MQTT_URL: broker.url, LANBI_STOP_SECONDS: String(seconds) });
    await broker.kill('SIGSTOP');
    subject.signal('SIGTERM');
    return subject;
  }

  it(
    'comes at the deadline',
    async () => {
      const subject = await frozen(1);
      expect(await subject.ended()).toEqual({ code: 1, signal: null });
      expect(subject.said()).toMatch(/^lanbi: not stopped within 1000 ms: /m);
    },
    TIMEOUT_MS,
  );

  it(
    'comes at once with a second signal, and the exit code says so',
    async () => {
      const subject = await frozen(3600);
      const answers = () =>
        fetch(`${subject.apiUrl}/healthz`).then(
          () => true,
          () => false,
        );
      await until(async () => !(await answers()), 'the API ends, so the first signal was heard');
      subject.signal('SIGTERM');
      expect(await subject.ended()).toEqual({ code: 143, signal: null });
    },
    TIMEOUT_MS,
  );
});

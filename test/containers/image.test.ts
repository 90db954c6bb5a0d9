import { execFileSync, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { imageOf } from '@lanbi/testkit/servers/containers';
import { GenericContainer, Wait } from 'testcontainers';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const TAG = 'lanbi-test/lanbi:of-this-checkout';
const BUILD_MS = 300_000;
/** Building takes a minute, so only where it is asked for, as `.ci/run` does. */
const asked = process.env['LANBI_TEST_NODE_IMAGE'];
const base = asked
  ? imageOf(asked, 'LANBI_TEST_NODE_IMAGE')
  : { name: '', absent: 'LANBI_TEST_NODE_IMAGE names no base' };

const build = (): string =>
  execFileSync(
    'docker',
    [
      'build',
      '--network',
      'host',
      '-f',
      'infra/docker/Dockerfile',
      '--build-arg',
      `BASE=${base.name}`,
      '-t',
      TAG,
      '.',
    ],
    { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
  );

describe.skipIf(base.absent)(`our image (${base.absent ?? `on ${base.name}`})`, () => {
  beforeAll(() => {
    process.env['TESTCONTAINERS_RYUK_DISABLED'] ??= 'true';
    build();
  }, BUILD_MS);
  afterAll(() => {
    spawnSync('docker', ['image', 'rm', '--force', TAG], { stdio: 'ignore' });
  });

  const run = () =>
    new GenericContainer(TAG).withEnvironment({ LANBI_API_KEYS: 'a-key-of-the-test-of-the-image' });

  it('runs the pipeline as a user without rights, becomes healthy, answers with a key only', async () => {
    const container = await run().withExposedPorts(8080).withWaitStrategy(Wait.forHealthCheck()).start();
    onTestFinished(() => container.stop().then(() => undefined));
    const url = `http://${container.getHost()}:${container.getMappedPort(8080)}`;
    expect((await container.exec(['id', '-u'])).output.trim()).toBe('10001');
    expect((await container.exec(['node', '--version'])).output).toMatch(/^v24\./);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    expect((await fetch(`${url}/v1/stations`)).status).toBe(401);
    const answer = await fetch(`${url}/v1/stations`, {
      headers: { authorization: 'Bearer a-key-of-the-test-of-the-image' },
    });
    expect(answer.status).toBe(200);
  });

  it('refuses to start with a wrong setting, and says which', () => {
    const { status, stderr } = spawnSync('docker', ['run', '--rm', '-e', 'LANBI_HTTP_PORT=eighty', TAG], {
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    expect(stderr).toContain('LANBI_HTTP_PORT');
  });
});

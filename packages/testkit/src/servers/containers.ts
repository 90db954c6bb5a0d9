import { spawnSync } from 'node:child_process';
import { GenericContainer, type StartedTestContainer, Wait } from 'testcontainers';

/**
 * Servers in containers, where this machine runs Docker and has the image: a test pulls nothing. An image made here
 * is named by the environment (`.ci/containers` does). The test stops its containers, so that the reaper, one more
 * image to pull, can be off.
 */
export interface Image {
  readonly name: string;
  /** Why the suites of this image are skipped here; undefined when they run. */
  readonly absent: string | undefined;
}

const docker = (...args: readonly string[]): boolean =>
  spawnSync('docker', args, { stdio: 'ignore', timeout: 60_000 }).status === 0;

let running: boolean | undefined;

/** @param variable names the variable by which another image is given */
export function imageOf(name: string, variable: string): Image {
  const given = process.env[variable] ?? name;
  running ??= docker('info');
  if (!running) return { name: given, absent: 'Docker is not running here' };
  const here = docker('image', 'inspect', given);
  return { name: given, absent: here ? undefined : `there is no image ${given} here` };
}

export const mosquittoImage = (): Image => imageOf('eclipse-mosquitto:2', 'LANBI_TEST_MOSQUITTO_IMAGE');
export const influxImage = (): Image => imageOf('influxdb:2.7', 'LANBI_TEST_INFLUX_IMAGE');

export interface ContainerOptions {
  readonly image: Image;
  readonly port: number;
  readonly command: readonly string[];
  /** Text files of the container by their path. */
  readonly files?: Readonly<Record<string, string>>;
}

/** A server that listens on `port`; answers where it is reached from here. */
export async function startContainer({ image, port, command, files = {} }: ContainerOptions): Promise<{
  readonly host: string;
  readonly port: number;
  readonly container: StartedTestContainer;
}> {
  process.env['TESTCONTAINERS_RYUK_DISABLED'] ??= 'true';
  const container = await new GenericContainer(image.name)
    .withExposedPorts(port)
    .withCommand([...command])
    .withCopyContentToContainer(
      Object.entries(files).map(([target, content]) => ({ target, content, mode: 0o644 })),
    )
    .withWaitStrategy(Wait.forListeningPorts())
    .start();
  return { host: container.getHost(), port: container.getMappedPort(port), container };
}

import { createReadStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import fastify from 'fastify';

/**
 * One route that returns the object that came on stdin, or sends the file that it was written to: what an answer costs when
 * there is nothing to do for it. Arguments: the port, and `object` or `file`.
 */
const [, , port, as] = process.argv;
const body = await text(process.stdin);
const app = fastify();
if (as === 'file') {
  const folder = await mkdtemp(join(tmpdir(), 'lanbi-bare-'));
  const file = join(folder, 'answer');
  await writeFile(file, body);
  app.get('/', async (_request, reply) => reply.type('text/csv').send(createReadStream(file)));
  app.addHook('onClose', () => rm(folder, { recursive: true }));
} else {
  const object = JSON.parse(body) as object;
  app.get('/', async () => object);
}
/** Its processor time, as the program reports it. */
app.get('/metrics', async () => {
  const { user, system } = process.cpuUsage();
  return `process_cpu_seconds_total ${(user + system) / 1e6}\n`;
});
await app.listen({ port: Number(port), host: '127.0.0.1' });
console.log('listening');
process.on('SIGTERM', () => void app.close());

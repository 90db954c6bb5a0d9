import { text } from 'node:stream/consumers';
import fastify from 'fastify';

/** One route that returns the object that came on stdin: what an answer costs when there is nothing to do for it. */
const body = JSON.parse(await text(process.stdin)) as object;
const app = fastify();
app.get('/', async () => body);
await app.listen({ port: Number(process.argv[2]), host: '127.0.0.1' });
console.log('listening');
process.on('SIGTERM', () => void app.close());

import { text } from 'node:stream/consumers';
import fastify from 'fastify';

/** One route that answers what came on stdin: what an answer costs when there is nothing to do for it. */
const body = await text(process.stdin);
const app = fastify();
app.get('/', (_request, reply) => reply.type('application/json; charset=utf-8').send(body));
await app.listen({ port: Number(process.argv[2]), host: '127.0.0.1' });
console.log('listening');
process.on('SIGTERM', () => void app.close());

import compress from '@fastify/compress';
import type { FastifyInstance } from 'fastify';

/** All that is text, but no events: those must not wait until a block is full. */
const TEXT = /^(text\/(?!event-stream)|application\/(json|problem\+json|x-ndjson|openmetrics-text))/;

/** Answers by `Accept-Encoding`; requests are taken as they are, since a small one may be large when it is unpacked. */
export async function useCompression(app: FastifyInstance): Promise<void> {
  await app.register(compress, {
    customTypes: TEXT,
    encodings: ['br', 'gzip', 'deflate'],
    globalDecompression: false,
  });
}

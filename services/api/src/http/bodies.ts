import type { FastifyInstance } from 'fastify';
import { Problem } from './problem.ts';

/** The charset that a content type names; UTF-8 where it names none (RFC 8259 8.1). */
const charsetOf = (type: string): string =>
  /;\s*charset="?([^\s;"]+)/i.exec(type)?.[1]?.toLowerCase() ?? 'utf-8';

/** Bodies are JSON in UTF-8 as it is: plain text, another charset and a packed body are 415. */
export function useBodies(app: FastifyInstance): void {
  app.removeContentTypeParser('text/plain');
  app.addHook('onRequest', async ({ headers }) => {
    const { 'content-encoding': packed = 'identity', 'content-type': type = '' } = headers;
    if (packed.toLowerCase() !== 'identity')
      throw new Problem('unsupported-media-type', `Content-Encoding: ${packed}; send the body as it is`);
    const charset = charsetOf(type);
    if (charset !== 'utf-8' && charset !== 'utf8')
      throw new Problem('unsupported-media-type', `Content-Type: charset ${charset}; send UTF-8`);
  });
}

import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';

/** A request to the API on behalf of a browser. */
export interface UpstreamRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'DELETE';
  /** Path and query, such as `/v1/stations?limit=10`. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON, of a write. */
  readonly body?: string | undefined;
  /** Address of the browser, by which the API counts. */
  readonly from: string;
}

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Readable;
}

/** Asks the API. @throws what the connection throws where the API does not answer */
export type Ask = (question: UpstreamRequest) => Promise<Reply>;

/** Asks the API of this process, without a socket. */
export const askWithin =
  (api: Pick<FastifyInstance, 'inject'>): Ask =>
  async ({ method, path, headers, from, body: payload }) => {
    const reply = await api.inject({
      ...{ method, url: path, headers, remoteAddress: from },
      ...(payload !== undefined && { payload }),
      payloadAsStream: true,
    });
    const body = reply.stream();
    // An answer without end, such as the stream of changes, is ended by who reads it.
    body.once('close', () => reply.raw.res.destroy());
    return { status: reply.statusCode, headers: reply.headers as IncomingHttpHeaders, body };
  };

/** Asks the API of another process. */
export const askAt =
  (baseUrl: string): Ask =>
  ({ method, path, headers, body }) =>
    new Promise((resolve, reject) => {
      const url = new URL(baseUrl.replace(/\/$/, '') + path);
      const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
      const sent = send(url, { method, headers }, (reply) =>
        resolve({ status: reply.statusCode ?? 502, headers: reply.headers, body: reply }),
      );
      sent.once('error', reject);
      sent.end(body);
    });

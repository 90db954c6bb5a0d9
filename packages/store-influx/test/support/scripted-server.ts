import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Asked {
  readonly path: string;
  readonly body: string;
}

export interface Said {
  readonly status: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Answers a request; `undefined` says nothing at all. */
export type Script = (asked: Asked) => Said | undefined | Promise<Said | undefined>;

export interface ScriptedServer {
  readonly url: string;
  readonly asked: readonly Asked[];
  /** Requests that were under way together, at the most. */
  readonly mostAtOnce: number;
  /** What it answers from now on. */
  script: Script;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += chunk;
  return body;
}

/** An HTTP server that says what an InfluxDB can't be made to say. */
export async function startScriptedServer(script: Script): Promise<ScriptedServer> {
  const asked: Asked[] = [];
  const state = { url: '', asked, script, mostAtOnce: 0 };
  let now = 0;
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    now += 1;
    response.once('close', () => {
      now -= 1;
    });
    state.mostAtOnce = Math.max(state.mostAtOnce, now);
    const one = { path: request.url ?? '', body: await bodyOf(request) };
    asked.push(one);
    const said = await state.script(one);
    if (said) response.writeHead(said.status, { ...said.headers }).end(said.body);
  }
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  state.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return state;
}

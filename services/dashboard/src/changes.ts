import type { Readable } from 'node:stream';

/** What one event of the API's stream says: of which kind the change is. */
export interface ChangeEvent {
  readonly id: string | undefined;
  /** Kind of result such as `aqi.day`, or `alert`. */
  readonly kind: string;
}

const KIND = /"kind":"([a-z0-9.-]{1,40})"/;

function changeOf(block: string): ChangeEvent | undefined {
  const fields = new Map(
    block.split('\n').map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon), line.slice(colon + 1).trim()] as const;
    }),
  );
  const event = fields.get('event');
  if (event === undefined) return undefined;
  const kind = event === 'result' ? KIND.exec(fields.get('data') ?? '')?.[1] : event;
  return kind === undefined ? undefined : { id: fields.get('id'), kind };
}

/** Events of server-sent events as they arrive. @throws what the stream throws */
export async function* changeEvents(stream: Readable): AsyncGenerator<ChangeEvent> {
  let text = '';
  stream.setEncoding('utf8');
  for await (const chunk of stream) {
    text += chunk as string;
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const change = changeOf(block);
      if (change) yield change;
    }
  }
}

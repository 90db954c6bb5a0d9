import type { Answer } from './ask-api.ts';
import type { Command } from './command.ts';

interface Row {
  readonly id: number;
  readonly at: string;
  readonly topic: string;
  readonly scope: string;
  readonly bytes: number;
  readonly refusals: readonly { readonly reason: string; readonly message: string }[];
  readonly refused: number;
  readonly replay?: { readonly at: string; readonly outcome: string };
}

interface Page {
  readonly data: readonly Row[];
  readonly meta: { readonly cursor?: string };
}

/** What a station wrote must not steer the terminal. */
const CONTROLS = /[\p{Cc}--[\n]]/gv;
const plain = (text: string): string => text.replace(CONTROLS, '\ufffd');

const line = ({ id, at, topic, scope, refusals: [first], refused, replay }: Row): string =>
  [
    id,
    at,
    topic,
    scope,
    `${first?.reason}: ${first?.message}`,
    ...(refused > 1 ? [`and ${refused - 1} more`] : []),
    ...(replay ? [`replayed ${replay.at}: ${replay.outcome}`] : []),
  ].join('  ');

function list({ data, meta }: Page): string {
  if (data.length === 0) return 'no dead letters';
  const more = meta.cursor ? [`more: --cursor ${meta.cursor}`] : [];
  return [...data.map(line), ...more].join('\n');
}

/** Why it was not done, in words for who runs the command. */
function whyNot({ status, body }: Answer): string {
  if (status === 401) return 'the API wants a key that it knows: set LANBI_API_KEY or LANBI_API_KEY_FILE';
  return (body as { detail?: string }).detail ?? `the API answered ${status}`;
}

/** An answer for a person; what went wrong is thrown. */
export function showAnswer(kind: Command['kind'], answer: Answer): string {
  const { status, body } = answer;
  if (status !== 200) throw new Error(whyNot(answer));
  const text = kind === 'list' ? list(body as Page) : JSON.stringify(body, null, 2);
  return plain(text);
}

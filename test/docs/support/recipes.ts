/** A question of the cookbook: the call that answers it, and what the page shows of the answer. */
export interface Recipe {
  readonly question: string;
  readonly call: Call;
  readonly format: string;
  readonly shown: string;
}

export interface Call {
  readonly method: 'GET' | 'POST';
  /** Path and query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload?: string;
}

/** The blocks between lines of three backticks: their language and their text. */
const fencesOf = (section: string): { readonly language: string; readonly text: string }[] =>
  section
    .split(/^```/m)
    .filter((_, index) => index % 2 === 1)
    .map((block) => {
      const end = block.indexOf('\n');
      return { language: block.slice(0, end), text: block.slice(end + 1) };
    });

/** The words of a shell line: bare, or in single quotes. */
const wordsOf = (line: string): string[] =>
  [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');

/** A line of curl with `-H`, `-d` and a URL; anything else is not of this page. */
function callOf(line: string): Call {
  const [program, ...words] = wordsOf(line.trim());
  if (program !== 'curl') throw new Error(`not a call: ${line}`);
  const headers: Record<string, string> = {};
  let [url, payload]: (string | undefined)[] = [];
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (word === '-H') {
      const [name = '', value = ''] = (words.shift() ?? '').split(/:\s*(.*)/);
      headers[name.toLowerCase()] = value;
    } else if (word === '-d') payload = words.shift();
    else if (word.startsWith('http://127.0.0.1:8080/')) url = word.slice('http://127.0.0.1:8080'.length);
    else throw new Error(`not understood in ${line}: ${word}`);
  }
  if (url === undefined) throw new Error(`no URL: ${line}`);
  return { method: payload ? 'POST' : 'GET', url, headers, ...(payload !== undefined && { payload }) };
}

/** All questions of a page; each has one call in `sh`, on one line, and one excerpt behind it. */
export const recipesOf = (page: string): Recipe[] =>
  page
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const question = section.split('\n')[0] ?? '';
      const [call, answer, ...more] = fencesOf(section);
      if (call?.language !== 'sh' || !answer || more.length > 0)
        throw new Error(`not one call and one excerpt: ${question}`);
      const [line = '', ...lines] = call.text.trim().split('\n');
      if (lines.length > 0) throw new Error(`more than one call: ${question}`);
      return { question, call: callOf(line), format: answer.language, shown: answer.text };
    });

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

/** Where an excerpt says what the whole does not; of a list its items may be left out, in order. Empty: nowhere. */
export function contradictions(shown: Json, whole: Json | undefined, at = 'answer'): string[] {
  if (whole === undefined) return [`${at} is not there`];
  if (isList(shown)) {
    if (!isList(whole)) return [`${at} is no list`];
    let next = 0;
    return shown.flatMap((item, index) => {
      const found = whole.findIndex((each, i) => i >= next && contradictions(item, each).length === 0);
      if (found < 0) return contradictions(item, whole[next], `${at}[${index}]`);
      next = found + 1;
      return [];
    });
  }
  if (shown !== null && typeof shown === 'object') {
    if (whole === null || typeof whole !== 'object' || isList(whole)) return [`${at} is no object`];
    const entries = Object.entries(shown as { readonly [name: string]: Json });
    const object = whole as { readonly [name: string]: Json };
    return entries.flatMap(([name, value]) => contradictions(value, object[name], `${at}.${name}`));
  }
  return shown === whole ? [] : [`${at}: the page has ${shown}, the answer ${JSON.stringify(whole)}`];
}

/** The rows of a table by the names of its columns. No cell of these pages needs quotes. */
export function tableOf(text: string): Readonly<Record<string, string>>[] {
  if (text.includes('"')) throw new Error('a cell in quotes: compare this table otherwise');
  const [head = [], ...rows] = text
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','));
  return rows.map((row) => Object.fromEntries(head.map((name, at) => [name, row[at] ?? ''])));
}

/** A question whose answer a test computes for itself. */
export type Question = Omit<Recipe, 'format' | 'shown'>;

/** All questions of the part of a page that has calls alone. */
export const questionsOf = (part: string): Question[] =>
  part
    .split(/^### /m)
    .slice(1)
    .map((section) => {
      const question = section.split('\n')[0] ?? '';
      const [call, ...more] = fencesOf(section);
      if (call?.language !== 'sh' || more.length > 0) throw new Error(`not one call: ${question}`);
      return { question, call: callOf(call.text.trim()) };
    });

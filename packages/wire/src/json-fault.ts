import { quoted } from './show.ts';

/** The first fault of a text that is no JSON. */
export interface JsonFault {
  /** Index of the character, from 0. */
  readonly at: number;
  readonly message: string;
}

const BLANKS = ' \t\n\r';
const ESCAPES = '"\\/bfnrt';
/** Words that programs write for numbers and JSON does not have. */
const WORD = /[A-Za-z_$+-][\w$]{0,30}/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
const LITERALS = ['true', 'false', 'null'];
const NO_NUMBER = /^[-+]?(?:nan|infinity|inf|none|undefined|n\/a|nil)$/i;

type State = 'value' | 'first' | 'key' | 'colon' | 'next' | 'end';

/** Scans JSON up to its first fault, in one pass, without recursion and without building values. */
class Scanner {
  readonly #text: string;
  #at = 0;
  /** Open brackets. */
  readonly #open: string[] = [];
  #state: State = 'value';

  constructor(text: string) {
    this.#text = text;
  }

  fault(): JsonFault | undefined {
    for (;;) {
      while (BLANKS.includes(this.#text[this.#at] ?? '.')) this.#at += 1;
      if (this.#at >= this.#text.length) return this.#state === 'end' ? undefined : this.#cutOff();
      const wrong = this.#step();
      if (wrong !== undefined) return { at: this.#at, message: wrong };
    }
  }

  #cutOff(): JsonFault {
    const open = this.#open.at(-1);
    const missing =
      this.#state === 'value' || open === undefined ? 'a value is expected' : `a ${open} is not closed`;
    return { at: this.#text.length, message: `the text ends here, ${missing}` };
  }

  /** Reads one token. Returns its fault, if any. */
  #step(): string | undefined {
    const char = this.#text[this.#at] ?? '';
    if (this.#state === 'end') return this.#behind(char);
    if (this.#state === 'value' || (this.#state === 'first' && this.#open.at(-1) === '['))
      return this.#value(char);
    if (this.#state === 'first' || this.#state === 'key') return this.#key(char);
    if (this.#state === 'colon') return this.#colon(char);
    return this.#next(char);
  }

  #behind(char: string): string {
    if (char === '\0')
      return `found a NUL character (\\u0000) behind the end; send the text without its terminator`;
    return `found ${quoted(this.#word())} behind the end; one message is one JSON value`;
  }

  #value(char: string): string | undefined {
    if (char === ']' && this.#open.at(-1) === '[')
      return this.#state === 'first' ? this.#close() : 'found "]" behind a comma; leave the last comma out';
    if (char === '{' || char === '[') {
      this.#open.push(char);
      this.#state = 'first';
      this.#at += 1;
      return undefined;
    }
    if (char === '"') return this.#string() ?? this.#ended();
    return this.#scalar(char);
  }

  #scalar(char: string): string | undefined {
    const literal = LITERALS.find((word) => this.#text.startsWith(word, this.#at));
    NUMBER.lastIndex = this.#at;
    const length = literal?.length ?? NUMBER.exec(this.#text)?.[0].length ?? 0;
    const follows = this.#text[this.#at + length] ?? ' ';
    if (length > 0 && !/[\w.+$-]/.test(follows)) {
      this.#at += length;
      return this.#ended();
    }
    return this.#noValue(char);
  }

  #noValue(char: string): string {
    const word = this.#word();
    if (NO_NUMBER.test(word))
      return `found ${word}, which is no JSON; leave a parameter without a value out (the other values are then taken)`;
    if (char === "'") return `found a single quote; texts stand in double quotes`;
    if (/[\d.+-]/.test(char))
      return `found ${quoted(word)}, which is no number of JSON; write it like 0.5 or -12`;
    if (char === ',') return 'found a comma where a value is expected';
    if (char === '}') return 'found "}" where a value is expected';
    return `found ${quoted(word)} where a value is expected, such as 35 or "text"`;
  }

  #key(char: string): string | undefined {
    if (char === '}')
      return this.#state === 'first' ? this.#close() : 'found "}" behind a comma; leave the last comma out';
    if (char === "'") return 'found a single quote; names stand in double quotes';
    if (char !== '"') return `found ${quoted(this.#word())} where a name in double quotes is expected`;
    const wrong = this.#string();
    this.#state = 'colon';
    return wrong;
  }

  #colon(char: string): string | undefined {
    if (char !== ':') return `found ${quoted(this.#word())} where a colon is expected`;
    this.#state = 'value';
    this.#at += 1;
    return undefined;
  }

  #next(char: string): string | undefined {
    const open = this.#open.at(-1);
    if (char === ',') {
      this.#state = open === '{' ? 'key' : 'value';
      this.#at += 1;
      return undefined;
    }
    if (char === (open === '{' ? '}' : ']')) return this.#close();
    return `found ${quoted(this.#word())} where a comma or "${open === '{' ? '}' : ']'}" is expected`;
  }

  #string(): string | undefined {
    const { length } = this.#text;
    for (let at = this.#at + 1; at < length; at++) {
      const char = this.#text[at] ?? '';
      if (char === '"') {
        this.#at = at + 1;
        return undefined;
      }
      if (char < ' ')
        return this.#stop(at, `found a control character (${quoted(char)}) in a text; write it escaped`);
      if (char !== '\\') continue;
      at += 1;
      const escaped = this.#text[at] ?? '';
      if (escaped === 'u' && /^[0-9a-fA-F]{4}$/.test(this.#text.slice(at + 1, at + 5))) at += 4;
      else if (escaped === '' || !ESCAPES.includes(escaped))
        return this.#stop(at - 1, `found ${quoted(`\\${escaped}`)} in a text, which is no escape of JSON`);
    }
    return this.#stop(length, 'the text ends here, a double quote is not closed');
  }

  #stop(at: number, message: string): string {
    this.#at = at;
    return message;
  }

  #close(): undefined {
    this.#open.pop();
    this.#at += 1;
    return this.#ended();
  }

  #ended(): undefined {
    this.#state = this.#open.length === 0 ? 'end' : 'next';
    return undefined;
  }

  /** Describes the text at the present index for a message. */
  #word(): string {
    WORD.lastIndex = this.#at;
    const word = WORD.exec(this.#text)?.[0];
    return word ?? this.#text.slice(this.#at, this.#at + 12).split(/[,}\]\s]/)[0] ?? '';
  }
}

/** Says where and why a text is no JSON, with line and column from 1; undefined if it is JSON. Linear in the length. */
export function jsonFault(text: string): string | undefined {
  const fault = new Scanner(text).fault();
  if (!fault) return undefined;
  const before = text.slice(0, fault.at).split('\n');
  const column = (before.at(-1) ?? '').length + 1;
  return `at character ${fault.at + 1} (line ${before.length}, column ${column}): ${fault.message}`;
}

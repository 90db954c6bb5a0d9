import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../../../services/lanbi/src/main.ts', import.meta.url));
/** Compiled code of the program, as `npm start` keeps it: a start with it takes two thirds of the processor time. */
export const COMPILED_CODE = fileURLToPath(new URL('../../../../node_modules/.cache/lanbi', import.meta.url));

/** How a process ended. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** The real program in a process of its own, which may be started again. */
export interface Program {
  readonly pid: number;
  /** Resolves when it says that it runs, or has ended before. */
  start(): Promise<'running' | Exit>;
  /** Sends a signal without waiting. */
  signal(signal: NodeJS.Signals): void;
  /** Resolves when the process is gone. */
  ended(): Promise<Exit>;
  /** What it printed at its last start. */
  printed(): string;
  /** The last it said on stderr, for a person. */
  said(): string;
  /** Ends it, however it stands. */
  dispose(): Promise<void>;
}

/** Resolves when the program has said that it runs. */
const running = (child: ChildProcess, print: (text: string) => string): Promise<'running'> =>
  new Promise((resolve) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      // The last line that it prints: the screen is whole.
      const screen = print(chunk.toString());
      const begun = screen.indexOf('is running');
      if (begun >= 0 && screen.includes('Ctrl-C stops', begun)) resolve('running');
    });
  });

export function createProgram(env: Readonly<Record<string, string>>): Program {
  const { PATH = '', HOME = '' } = process.env;
  let child: ChildProcess | undefined;
  let exit: Promise<Exit> = Promise.resolve({ code: null, signal: null });
  let stdout = '';
  let stderr = '';

  function start(): Promise<'running' | Exit> {
    const fresh = spawn(process.execPath, [MAIN], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH, HOME, NODE_COMPILE_CACHE: COMPILED_CODE, ...env },
    });
    child = fresh;
    stdout = '';
    exit = new Promise((resolve) => fresh.once('exit', (code, signal) => resolve({ code, signal })));
    fresh.stderr.on('data', (chunk: Buffer) => {
      stderr = (stderr + chunk).slice(-64_000);
    });
    const print = (text: string): string => {
      stdout += text;
      return stdout;
    };
    return Promise.race([running(fresh, print), exit]);
  }

  const orphan = (): void => void child?.kill('SIGKILL');
  process.once('exit', orphan);
  return {
    get pid() {
      return child?.pid ?? 0;
    },
    start,
    signal: (signal) => void child?.kill(signal),
    ended: () => exit,
    printed: () => stdout,
    said: () => stderr,
    async dispose() {
      process.off('exit', orphan);
      orphan();
      await exit;
    },
  };
}

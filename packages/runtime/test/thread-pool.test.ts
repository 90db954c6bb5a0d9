import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { widenThreadPool } from '@lanbi/runtime';
import { describe, expect, it } from 'vitest';

const SOURCE = fileURLToPath(new URL('../src/config.ts', import.meta.url));

/** Long jobs that were done when a look at a file came back, of eight that were begun before it. */
function jobsDoneBefore(begin: string): number {
  const script = `
    import { pbkdf2 } from 'node:crypto';
    import { stat } from 'node:fs';
    import { widenThreadPool } from ${JSON.stringify(SOURCE)};
    ${begin}
    let done = 0;
    for (let job = 0; job < 8; job += 1) pbkdf2('a', 'b', 200_000, 32, 'sha256', () => { done += 1; });
    stat('.', () => { console.log(done); process.exit(); });`;
  const env = { ...process.env, UV_THREADPOOL_SIZE: undefined };
  const args = ['--input-type=module', '-e', script];
  return Number(execFileSync(process.execPath, args, { env, encoding: 'utf8' }));
}

describe('the thread pool', () => {
  it('takes a short job while eight long ones run', () => {
    expect(jobsDoneBefore('widenThreadPool();')).toBe(0);
  });

  it('would keep it waiting behind them otherwise', () => {
    expect(jobsDoneBefore('')).toBeGreaterThan(0);
  });

  it('keeps the size that the environment gives', () => {
    const env = { UV_THREADPOOL_SIZE: '3' };
    widenThreadPool(env);
    expect(env.UV_THREADPOOL_SIZE).toBe('3');
  });
});

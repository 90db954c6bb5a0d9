import { signal } from '@preact/signals';

/** Whether the API asks for a key that this browser has not given yet. */
export const needsLogin = signal(false);

/** Logs in; answers why not. */
export async function logIn(key: string): Promise<'wrong' | 'pause' | 'away' | undefined> {
  try {
    const { status } = await fetch('/page/login', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ key }),
    });
    if (status === 429) return 'pause';
    if (status === 401 || status === 400) return 'wrong';
    if (status !== 204) return 'away';
    needsLogin.value = false;
    return undefined;
  } catch {
    return 'away';
  }
}

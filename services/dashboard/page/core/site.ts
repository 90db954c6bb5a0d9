import { effect, signal } from '@preact/signals';
import { onChanges } from './live.ts';
import { needsLogin } from './session.ts';

/** What the process of the page says of itself. */
export interface Site {
  /** Whether the stations are simulated, as this process or the API says. */
  readonly demo: boolean;
  /** Whether there is a map of the user. */
  readonly map: boolean;
  /** Whether the API is at the address of the pages; otherwise another process has it. */
  readonly api: boolean;
}

export const site = signal<Site>({ demo: false, map: false, api: true });

async function load(): Promise<void> {
  const response = await fetch('/page/settings');
  if (response.ok) site.value = (await response.json()) as Site;
}

/** Loads it at the start, after a login, and when the API is back; without it nothing is said. */
export function startSite(): void {
  effect(() => {
    if (!needsLogin.value) load().catch(() => undefined);
  });
  onChanges((changed) => {
    if (changed === 'all') load().catch(() => undefined);
  });
}

import { effect, signal } from '@preact/signals';
import { needsLogin } from './session.ts';

/** What the process of the page says of itself. */
export interface Site {
  /** Whether the stations are simulated: their data are made. */
  readonly demo: boolean;
  /** Whether there is a map of the user. */
  readonly map: boolean;
}

export const site = signal<Site>({ demo: false, map: false });

async function load(): Promise<void> {
  const response = await fetch('/page/settings');
  if (response.ok) site.value = (await response.json()) as Site;
}

/** Loads it at the start, and again after a login; without it nothing is said. */
export function startSite(): void {
  effect(() => {
    if (!needsLogin.value) load().catch(() => undefined);
  });
}

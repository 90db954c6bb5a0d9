import { ensureBuilt } from './build.ts';

/** Builds the page once before tests, so that no test meets a stale one and none waits for it. */
export const setup = async (): Promise<void> => void (await ensureBuilt());

import * as z from 'zod';

/** What a thing is called; a name that the registry gives in one language stands for both. */
export const name = z.object({ zh: z.string(), en: z.string() });

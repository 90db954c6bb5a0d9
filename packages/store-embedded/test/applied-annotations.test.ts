import { isDeepStrictEqual } from 'node:util';
import { DUST_POLLUTANTS, type StoredAnnotation } from '@lanbi/model';
import { civilDate } from '@lanbi/standards';
import { hour } from '@lanbi/testkit/samples/observations';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createRecentStore } from '../src/index.ts';

/** Annotations of another process: their ids and versions are its own. */
const annotation = fc
  .record({
    id: fc.integer({ min: 1, max: 9 }),
    subject: fc.constantFrom('baoding', 'hengshui'),
    day: fc.constantFrom('2026-04-10', '2026-04-11'),
    pollutants: fc.subarray([...DUST_POLLUTANTS], { minLength: 1 }),
  })
  .map(
    ({ id, subject, day, pollutants }): StoredAnnotation => ({
      ...{ id, version: id, kind: 'dust-day', subject, pollutants, reason: 'notice' },
      ...{ from: civilDate(day), until: civilDate(day), enteredAt: hour(1) },
    }),
  );
const sets = fc.array(fc.uniqueArray(annotation, { selector: ({ id }) => id, maxLength: 4 }), {
  maxLength: 6,
});

const saidBy = (all: readonly StoredAnnotation[]): ReadonlySet<string> =>
  new Set(all.map(({ id: _, version: __, ...said }) => JSON.stringify(Object.entries(said).sort())));

it('holds what another process holds, and gives a version where that changed', async () => {
  await fc.assert(
    fc.asyncProperty(sets, async (all) => {
      const recent = createRecentStore({ path: ':memory:' });
      await recent.open();
      let calls = 0;
      recent.onAnnotations(() => {
        calls += 1;
      });
      for (const [nth, annotations] of all.entries()) {
        const [version, before] = [await recent.annotationVersion(), saidBy(all[nth - 1] ?? [])];
        const isSame = isDeepStrictEqual(before, saidBy(annotations));
        expect(await recent.applyAnnotations({ annotations, at: hour(nth) })).toBe(!isSame);
        const held = await recent.annotations({ withdrawn: false, behind: 0, limit: 100 });
        expect(saidBy(held)).toEqual(saidBy(annotations));
        expect((await recent.annotationVersion()) > version).toBe(!isSame);
        expect(await recent.applyAnnotations({ annotations, at: hour(nth + 1) })).toBe(false);
      }
      const every = await recent.annotations({ behind: 0, limit: 1_000 });
      expect(new Set(every.map(({ version }) => version)).size).toBe(every.length);
      if (every.length > 0) expect(calls).toBeGreaterThan(0);
      await recent.close();
    }),
  );
});

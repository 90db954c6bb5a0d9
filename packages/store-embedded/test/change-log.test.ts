import { compareOffsets, offsetAt, offsetNumber, type Result, type StoredResult } from '@lanbi/model';
import { hour, result } from '@lanbi/testkit/samples/observations';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Results } from '../src/results.ts';
import { connectStore } from '../src/store.ts';

const commits = fc.array(
  fc.array(
    fc.record({ subject: fc.constantFrom('A', 'B'), at: fc.integer({ min: 0, max: 50 }), value: fc.nat(2) }),
    { maxLength: 12 },
  ),
  { maxLength: 10 },
);

const identityOf = ({ kind, subject, to }: Pick<Result, 'kind' | 'subject' | 'to'>): string =>
  `${kind} ${subject} ${to}`;

/** The log as a plain list: a record that changes goes to its end. */
function appended(log: readonly StoredResult[], changed: readonly StoredResult[]): StoredResult[] {
  const gone = new Set(changed.map(identityOf));
  const last = new Map(changed.map((one) => [identityOf(one), one]));
  return [...log.filter((one) => !gone.has(identityOf(one))), ...last.values()].sort((a, b) =>
    compareOffsets(a.position, b.position),
  );
}

it('the log of changes is read as one list, forwards and backwards, from any offset and by any limit', () => {
  fc.assert(
    fc.property(commits, fc.integer({ min: 1, max: 7 }), (all, limit) => {
      const db = connectStore(':memory:');
      db.open();
      const results = new Results(db);
      let log: StoredResult[] = [];
      for (const [i, some] of all.entries()) {
        const made = some.map(({ subject, at, value }) => result(subject, at, value));
        log = appended(
          log,
          db.transaction('a test', () => results.put(made, hour(i))),
        );
      }
      for (let offset = 0; offset <= offsetNumber(results.head()) + 1; offset += 1) {
        const behind = log.filter(({ position }) => offsetNumber(position) > offset);
        expect(results.changed(offsetAt(offset), limit)).toEqual(behind.slice(0, limit));
        const before = log.filter(({ position }) => offsetNumber(position) < offset).reverse();
        expect(results.before(offsetAt(offset), limit)).toEqual(before.slice(0, limit));
      }
      db.close();
    }),
    { numRuns: 60, endOnFailure: true },
  );
});

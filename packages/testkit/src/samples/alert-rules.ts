import { type CompiledRule, compileRule, parseRule } from '@lanbi/alerting';
import { instant, MINUTE } from '@lanbi/standards';
import fc from 'fast-check';

export const BEGIN = instant(Date.parse('2026-04-01T00:00:00+08:00'));

/** A document with the fields that are given over those of an ordinary rule. */
export const ruleDocument = (fields: object = {}): Record<string, unknown> => ({
  id: 'heavy',
  subject: { kind: 'station', id: '*' },
  figure: 'pm2_5',
  op: '>',
  raise: 5,
  ...fields,
});

export function rule(fields: object = {}, periodMs = 10 * MINUTE): CompiledRule {
  const parsed = parseRule(ruleDocument(fields));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return compileRule(parsed.rule, periodMs);
}

const hold = fc.oneof(
  fc.integer({ min: 1, max: 4 }),
  fc.integer({ min: 0, max: 40 }).map((minutes) => `PT${minutes}M`),
);
const hours = fc.option(
  fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 24 }))
    .filter(([from, to]) => from !== to),
  { nil: undefined },
);

const levels = fc.record({
  hold,
  hours,
  op: fc.constantFrom('>', '>=', '<', '<='),
  width: fc.integer({ min: 0, max: 4 }),
  stale: fc.integer({ min: 5, max: 90 }),
});

/** Documents of rules on values of 0 to 9. */
export const documents: fc.Arbitrary<Record<string, unknown>> = fc.oneof(
  levels.map(({ hold: held, hours: active, op, width, stale }) =>
    ruleDocument({
      op,
      raise: 5,
      clear: op.startsWith('>') ? 5 - width : 5 + width,
      for: held,
      staleAfter: `PT${stale}M`,
      ...(active && { activeHours: { from: active[0], to: active[1] } }),
    }),
  ),
  fc
    .record({ raise: fc.integer({ min: 1, max: 60 }), held: fc.integer({ min: 0, max: 30 }) })
    .map(({ raise, held }) =>
      ruleDocument({ figure: 'no-data', op: '>=', raise: raise * 60, for: `PT${held}M` }),
    ),
);

export const compiled = (document: Record<string, unknown>): CompiledRule => rule(document);

/** Values on whole minutes of some hours, each time once, ascending. */
export const samples = fc
  .uniqueArray(
    fc.record({ minute: fc.integer({ min: 0, max: 600 }), value: fc.integer({ min: 0, max: 9 }) }),
    {
      minLength: 1,
      maxLength: 60,
      selector: ({ minute }) => minute,
    },
  )
  .map((list) =>
    list
      .sort((a, b) => a.minute - b.minute)
      .map(({ minute, value }) => ({ at: instant(BEGIN + minute * MINUTE), value })),
  );

import { compileRule, fold, neverSeen, parseRule, type Sample } from '@lanbi/alerting';
import type { AlertRule, Transition } from '@lanbi/model';
import { DAY, type Instant, instant } from '@lanbi/standards';
import { BEGIN, ruleDocument } from '@lanbi/testkit/samples/alert-rules';

/** The period of the one station that the histories are of. */
export const PERIOD_MS = 600_000;

interface Judged {
  readonly rule: AlertRule;
  /** Values up to here do not count; what came last when the rule was judged and how far it looks back decide. */
  readonly after: number;
}

export interface Said {
  readonly value: number;
  readonly flag: string;
}

/**
 * What should come of a history, by the simplest reading: it knows every value and each rule with the moment from
 * which on values count for it, and folds them once. It knows nothing of logs, places, restarts and late data.
 */
export class Model {
  readonly rules = new Map<string, AlertRule>();
  readonly #values = new Map<Instant, Said>();
  #judged = new Map<string, Judged>();

  /** The time of the latest value. */
  get last(): Instant | undefined {
    return this.#values.size > 0 ? instant(Math.max(...this.#values.keys())) : undefined;
  }

  say(at: Instant, said: Said): void {
    this.#values.set(at, said);
  }

  /** The engine has looked at the rules: whatever is new or judges otherwise begins with the values that still count. */
  judge(): void {
    const { last } = this;
    const kept = [...this.rules.values()].filter(({ enabled }) => enabled);
    this.#judged = new Map(
      kept.map((rule) => {
        const before = this.#judged.get(rule.id);
        const isSame = before && JSON.stringify(before.rule) === JSON.stringify(rule);
        return [
          rule.id,
          isSame ? before : { rule, after: last === undefined ? -1 : last - lookbackOf(rule) - 1 },
        ];
      }),
    );
  }

  ids(): string[] {
    return [...this.#judged.keys()];
  }

  /**
   * Per cent of the 144 expected times of the 24 hours up to then that have a reading, to one decimal; invalid ones came
   * too. A reading is that of the ten minutes that it covers most of, of two alike the earlier.
   */
  #completeness(at: Instant): number {
    const place = (time: number): number => Math.ceil((time - PERIOD_MS / 2) / PERIOD_MS) * PERIOD_MS;
    const places = [...this.#values.keys()].filter((time) => time <= at).map(place);
    const came = new Set(places.filter((time) => time > place(at) - DAY)).size;
    return Math.round((1000 * came) / (DAY / PERIOD_MS)) / 10;
  }

  /** The turns of an alert by `now`, and how many values that counted there were. */
  transitionsOf(
    id: string,
    now: Instant,
  ): { transitions: readonly Transition[]; samples: readonly Sample[] } {
    const judged = this.#judged.get(id);
    if (!judged) throw new Error(`no rule ${id}`);
    const rule = compileRule(judged.rule, PERIOD_MS);
    const { name, values } = rule.watched;
    const isReading = values.get('station')?.source.from === 'readings';
    const samples = [...this.#values]
      .filter(([at, { flag }]) => at > judged.after && at <= now && (!isReading || flag === 'N'))
      .map(([at, { value }]) => ({ at, value: name === 'completeness' ? this.#completeness(at) : value }))
      .sort((a, b) => a.at - b.at);
    return { transitions: fold(rule, neverSeen(BEGIN), samples, now).transitions, samples };
  }
}

function lookbackOf(given: AlertRule): number {
  const rule = compileRule(given, PERIOD_MS);
  const held = rule.for.kind === 'time' ? rule.for.ms : 0;
  return rule.staleAfterMs + held + (rule.watched.isAbsence ? rule.raise * 1000 : 0);
}

/** The rule of a document, under an id, on the one station. */
export function ruleOf(document: object, id: string, more: object = {}): AlertRule {
  const parsed = parseRule(
    ruleDocument({ ...document, id, subject: { kind: 'station', id: 'A1' }, ...more }),
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.rule;
}

import type { Parsed } from './column.ts';
import type { AskedSelection, PlanFault } from './selection.ts';

/** Thrown inside of a plan; `planTable` answers it as a fault. */
export class PlanRefusal extends Error {
  readonly fault: PlanFault;

  constructor(field: keyof AskedSelection, at: number, message: string) {
    super(message);
    this.fault = { field, at, message };
  }
}

/** The value of a text. @throws Refused */
export function demand<Value>(field: keyof AskedSelection, found: Parsed<Value>): Value {
  if (!found.ok) throw new PlanRefusal(field, found.fault.at, found.fault.message);
  return found.value;
}

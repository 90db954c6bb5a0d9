import { type Subject, SubjectDays } from './subject-days.ts';

/**
 * Subjects whose days and windows are held at once, up to some 80 KB each with two years of days; beyond it the one not used
 * for longest is read again when needed.
 */
const SUBJECTS = 12_000;

export class Subjects {
  readonly #all = new Map<string, SubjectDays>();

  of(subject: Subject): SubjectDays {
    const key = `${subject.region ? 'r' : 's'}/${subject.id}`;
    const days = this.#all.get(key) ?? new SubjectDays(subject);
    this.#all.delete(key);
    this.#all.set(key, days);
    return days;
  }

  /** The subject if it is held with the day; it is not read. */
  known({ region, id }: Subject, day: number): SubjectDays | undefined {
    const days = this.#all.get(`${region ? 'r' : 's'}/${id}`);
    return days?.covers(day) ? days : undefined;
  }

  clear(): void {
    this.#all.clear();
  }

  /** Keeps the bound; call when everything that was put is committed. */
  shrink(): void {
    for (const oldest of this.#all.keys()) {
      if (this.#all.size <= SUBJECTS) return;
      this.#all.delete(oldest);
    }
  }
}

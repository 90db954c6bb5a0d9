import { type Subject, SubjectDays } from './subject-days.ts';

/** Subjects whose days and windows are held at once; beyond it the one not used for longest is read again when needed. */
const SUBJECTS = 4_000;

export class Subjects {
  readonly #all = new Map<string, SubjectDays>();

  of(subject: Subject): SubjectDays {
    const key = `${subject.region ? 'r' : 's'}/${subject.id}`;
    const days = this.#all.get(key) ?? new SubjectDays(subject);
    this.#all.delete(key);
    this.#all.set(key, days);
    return days;
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

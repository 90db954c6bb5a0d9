import { go, hrefWith, param } from '../../core/route.ts';
import { nameOf, words } from '../../words/words.ts';
import { MOST_DAYS, type Place } from './compared.ts';

interface FieldsProps {
  readonly places: readonly Place[];
  readonly days: number;
  readonly from: string;
  readonly other: string;
}

/** Chooses places and days; the address holds them. */
export function Fields({ places, days, from, other }: FieldsProps) {
  const a = param('a') ?? places[0]?.key;
  const b = param('b') ?? a;
  const w = words.value;
  const set = (form: HTMLFormElement): void => {
    const data = new FormData(form);
    const text = (name: string): string | undefined => String(data.get(name) ?? '') || undefined;
    go(
      hrefWith({ a: text('a'), b: text('b'), from: text('from'), other: text('other'), days: text('days') }),
    );
  };
  const choose = (name: 'a' | 'b', label: string, chosen: string | undefined) => (
    <label>
      {label}
      <select name={name} value={chosen}>
        {places.map(({ key, name: place }) => (
          <option key={key} value={key}>
            {nameOf(place)}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <form
      class="choose"
      onSubmit={(event) => event.preventDefault()}
      onChange={(event) => set(event.currentTarget as HTMLFormElement)}
    >
      {choose('a', `${w.place} A`, a)}
      <label>
        {w.firstDayOf('A')}
        <input type="date" name="from" defaultValue={from} key={from} />
      </label>
      {choose('b', `${w.place} B`, b)}
      <label>
        {w.firstDayOf('B')}
        <input type="date" name="other" defaultValue={other} key={other} />
      </label>
      <label>
        {w.days}
        <input type="number" name="days" min={1} max={MOST_DAYS} defaultValue={String(days)} key={days} />
      </label>
    </form>
  );
}

import { go, hrefWith, param } from '../../core/route.ts';
import { plusDays, today } from '../../core/time.ts';
import { words } from '../../words/words.ts';
import { askedEdition } from './edition.tsx';

export const PERIODS = [
  'month',
  'quarter',
  'year',
  'month-to-date',
  'year-to-date',
  'rolling-7d',
  'rolling-30d',
  'custom',
] as const;
export type Period = (typeof PERIODS)[number];

/** A period as the API takes it, of the address. */
export interface Asked {
  readonly period: Period;
  readonly at?: string;
  readonly from?: string;
  readonly to?: string;
  readonly edition?: string;
}

const DATE = /^\d{4}(-\d{2}(-\d{2})?)?$/;
const dateIn = (name: string): string | undefined => {
  const text = param(name);
  return text !== undefined && DATE.test(text) ? text : undefined;
};

export function askedPeriod(): Asked {
  const chosen = askedEdition();
  const edition = chosen === undefined ? {} : { edition: chosen };
  const period = PERIODS.find((each) => each === param('period')) ?? 'month-to-date';
  if (period === 'custom')
    return {
      period,
      from: dateIn('from') ?? plusDays(today(), -7),
      to: dateIn('to') ?? plusDays(today(), -1),
      ...edition,
    };
  const at = dateIn('at');
  return { period, ...(at !== undefined && { at }), ...edition };
}

/** The query of a period, as it stands in an address of the API. */
export const queryText = ({ period, ...rest }: Asked): string =>
  new URLSearchParams({ period, ...rest }).toString();

function DateField({
  name,
  label,
  value,
}: {
  readonly name: string;
  readonly label: string;
  readonly value: string;
}) {
  return (
    <label>
      {label}
      <input type="date" name={name} defaultValue={value} key={value} />
    </label>
  );
}

/** Chooses the period of the view; the address holds it. */
export function PeriodForm({
  asked,
  children,
}: {
  readonly asked: Asked;
  readonly children?: preact.ComponentChildren;
}) {
  const w = words.value;
  const set = (form: HTMLFormElement): void => {
    const data = new FormData(form);
    const text = (name: string): string | undefined => String(data.get(name) ?? '') || undefined;
    go(
      hrefWith({
        period: text('period'),
        level: text('level'),
        at: text('at'),
        from: text('from'),
        to: text('to'),
      }),
    );
  };
  return (
    <form
      class="choose"
      onSubmit={(event) => event.preventDefault()}
      onChange={(event) => set(event.currentTarget as HTMLFormElement)}
    >
      <label>
        {w.period}
        <select name="period" value={asked.period}>
          {PERIODS.map((period) => (
            <option key={period} value={period}>
              {w.periods[period]}
            </option>
          ))}
        </select>
      </label>
      {asked.period === 'custom' ? (
        <>
          <DateField name="from" label={w.from} value={asked.from ?? ''} />
          <DateField name="to" label={w.to} value={asked.to ?? ''} />
        </>
      ) : (
        <DateField name="at" label={w.at} value={asked.at ?? ''} />
      )}
      {children}
    </form>
  );
}

import type { Step } from '../core/explained.ts';
import { termOf } from '../words/terms.ts';
import { labelOf, type Name, words } from '../words/words.ts';

interface StepsProps {
  readonly of: readonly Step[];
  readonly names: ReadonlyMap<string, Name>;
}

const partOf = (part: string, names: ReadonlyMap<string, Name>): string => {
  const label = labelOf(part, names);
  return label === part ? termOf(part) : label;
};

/** `iaqi.pm2_5.day` with the label of the pollutant in it. */
const quantityOf = (quantity: string, names: ReadonlyMap<string, Name>): string =>
  quantity
    .split('.')
    .map((part) => partOf(part, names))
    .join(' · ');

const shown = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));

/** The arithmetic of a figure, step after step, each with its clause. */
export function Steps({ of, names }: StepsProps) {
  const w = words.value;
  if (of.length === 0) return null;
  return (
    <>
      <h3>{w.steps}</h3>
      <ol class="steps">
        {of.map(({ quantity, edition, clause, inputs, arithmetic, rounding, result }, at) => (
          <li key={`${at} ${quantity}`}>
            <p>
              <b>{quantityOf(quantity, names)}</b> = <b class="result">{shown(result)}</b>
            </p>
            <p class="formula">{termOf(arithmetic)}</p>
            <p class="quiet">
              {Object.entries(inputs ?? {})
                .map(([name, value]) => `${partOf(name, names)} ${shown(value)}`)
                .join(', ')}
            </p>
            <p class="quiet">
              {edition} · {w.clause} {clause}
              {rounding !== undefined && ` · ${w.rounding}: ${termOf(rounding)}`}
            </p>
          </li>
        ))}
      </ol>
    </>
  );
}

import { withShortNumbers } from '../core/digits.ts';
import type { Step } from '../core/explained.ts';
import { useLoad } from '../core/load.ts';
import { loadPlaceNames } from '../core/places.ts';
import { editionText } from '../words/editions.ts';
import { saidOf as phraseOf, termOf } from '../words/terms.ts';
import { labelOf, type Name, unitOf, words } from '../words/words.ts';

type Names = ReadonlyMap<string, Name>;

interface StepsProps {
  readonly of: readonly Step[];
  readonly names: Names;
}

const saidOf = (text: string): string => editionText(phraseOf(withShortNumbers(text)));

/** A part of a quantity, or an input of it. */
const partOf = (part: string, names: Names, quantity?: string): string => {
  const label = editionText(labelOf(part, names));
  return label === part ? termOf(part, quantity) : label;
};

/** The parts of a name such as `iaqi.pm2_5.day`, with the label of the pollutant in it. */
const partsOf = (name: string, names: Names, quantity: string | undefined, joint: string): string =>
  name
    .split('.')
    .map((part) => partOf(part, names, quantity))
    .join(joint);

const headOf = (quantity: string): string | undefined => quantity.split('.')[0];

/** A number, an item, several items, or a word. */
function shown(value: unknown, names: Names, quantity?: string): string {
  if (value === null || value === undefined || value === '') return '—';
  if (typeof value === 'object') return withShortNumbers(JSON.stringify(value));
  if (typeof value !== 'string') return withShortNumbers(String(value));
  const parts = value.split(', ').map((part) => partOf(part, names, quantity));
  const text = parts.join(words.value.comma);
  return text === value ? saidOf(unitOf(value)) : text;
}

function StepItem({ of, names }: { readonly of: Step; readonly names: Names }) {
  const w = words.value;
  const { quantity, edition, clause, inputs = {}, arithmetic, rounding, result } = of;
  const head = headOf(quantity);
  const given = Object.entries(inputs).map(
    ([name, value]) => `${partsOf(name, names, head, ' ')} ${shown(value, names, head)}`,
  );
  return (
    <li>
      <p>
        <b>{partsOf(quantity, names, head, ' · ')}</b> = <b class="result">{shown(result, names, head)}</b>
      </p>
      <p class="formula">{saidOf(arithmetic)}</p>
      <p class="quiet">{given.join(w.between)}</p>
      <p class="quiet">
        {editionText(edition)} · {w.clause} {saidOf(clause)}
        {rounding !== undefined && ` · ${w.rounding}${w.colon}${saidOf(rounding)}`}
      </p>
    </li>
  );
}

const NO_PLACES = async (): Promise<Names> => new Map();

/** The arithmetic of a figure, step after step, each with its clause. */
export function Steps({ of, names }: StepsProps) {
  // Ranks are those of places, by their ids.
  const isRanking = of.some(({ quantity }) => /^(rank|change)\./.test(quantity));
  const places = useLoad(
    isRanking ? 'place names' : 'no places',
    isRanking ? loadPlaceNames : NO_PLACES,
  ).value;
  const all = new Map([...names, ...(places ?? [])]);
  return (
    <>
      <h3>{words.value.steps}</h3>
      <ol class="steps">
        {of.map((step, at) => (
          <StepItem key={`${at} ${step.quantity}`} of={step} names={all} />
        ))}
      </ol>
    </>
  );
}

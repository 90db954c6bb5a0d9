import { hrefWith, param } from '../core/route.ts';
import { labelOf, type Name, words } from '../words/words.ts';
import { Choice } from './panel.tsx';

/** What the index is made of, in the order of the standard. */
export const POLLUTANTS = ['pm2_5', 'pm10', 'so2', 'no2', 'co', 'o3'] as const;

/** The pollutant of the address, else fine dust, else the first that is measured. */
export const askedPollutant = (measured: readonly string[] = POLLUTANTS): string =>
  measured.find((each) => each === param('pollutant')) ??
  measured.find((each) => each === 'pm2_5') ??
  measured[0] ??
  'pm2_5';

interface PollutantChoiceProps {
  /** Of what the pollutant is chosen, since a page may have several such choices. */
  readonly label: string;
  readonly of: readonly string[];
  readonly names: ReadonlyMap<string, Name>;
}

/** Chooses a pollutant; the address holds it. */
export function PollutantChoice({ label, of, names }: PollutantChoiceProps) {
  const chosen = askedPollutant(of);
  return (
    <Choice
      label={`${label}${words.value.colon}${words.value.pollutant}`}
      options={of.map((each) => ({
        text: labelOf(each, names),
        href: hrefWith({ pollutant: each }),
        current: each === chosen,
      }))}
    />
  );
}

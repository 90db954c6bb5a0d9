import { hrefWith, param } from '../../core/route.ts';
import { Choice } from '../../parts/panel.tsx';
import { words } from '../../words/words.ts';

/** Editions by which the figures of air may be computed instead of those in force. */
const EDITIONS = ['2012', '2026'] as const;

/** The edition of the address; undefined: what is in force on the day of the figure. */
export const askedEdition = (): string | undefined => EDITIONS.find((each) => each === param('edition'));

/** Chooses the edition; the address holds it. */
export function EditionChoice() {
  const w = words.value;
  const chosen = askedEdition();
  return (
    <Choice
      label={w.edition}
      options={[
        { text: w.inForce, href: hrefWith({ edition: undefined }), current: chosen === undefined },
        ...EDITIONS.map((each) => ({
          text: w.editionOf(each),
          href: hrefWith({ edition: each }),
          current: each === chosen,
        })),
      ]}
    />
  );
}

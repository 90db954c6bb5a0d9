import { words } from '../../words/words.ts';
import { Lakes } from './lakes.tsx';
import { Strips } from './strips.tsx';
import { Summary } from './summary.tsx';

/** The waters: the area as a whole, its lakes, and every section by month or day. */
export function Water() {
  return (
    <>
      <h1 class="hidden">{words.value.water}</h1>
      <Strips />
      <Summary />
      <Lakes />
    </>
  );
}

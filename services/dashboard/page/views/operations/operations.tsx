import { words } from '../../words/words.ts';
import { Alerts } from './alerts.tsx';
import { Annotations } from './annotations.tsx';
import { Corrections } from './corrections.tsx';
import { Lag } from './lag.tsx';
import { DeadLetters } from './letters.tsx';
import { Matrix } from './matrix.tsx';
import { Silences } from './silences.tsx';
import { StationStates } from './stations.tsx';

/** For whoever runs lanbi: what reports, what is missing, what was refused, corrected and alerted. */
export function Operations() {
  return (
    <>
      <h1 class="hidden">{words.value.operations}</h1>
      <div class="pair">
        <StationStates />
        <Lag />
      </div>
      <Alerts />
      <Silences />
      <Annotations />
      <DeadLetters />
      <Corrections />
      <Matrix />
    </>
  );
}

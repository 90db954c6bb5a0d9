import { useLoad } from '../../core/load.ts';
import { loadPlaceNames } from '../../core/places.ts';
import { clockOf } from '../../core/time.ts';
import { Panel } from '../../parts/panel.tsx';
import { While } from '../../parts/state.tsx';
import { signedText } from '../../words/signed.ts';
import { type Name, nameOf } from '../../words/words.ts';
import { useActing, written } from './act.ts';
import { endSilence, loadSilences, loadUndelivered, loadWatched } from './data.ts';
import { ops } from './words.ts';

type Silence = Awaited<ReturnType<typeof loadSilences>>[number];

interface LineProps {
  readonly silence: Silence;
  /** The names of the rule and the place, else their ids. */
  readonly rule: string;
  readonly place: string;
}

function SilenceLine({ silence, rule, place }: LineProps) {
  const o = ops.value;
  const acting = useActing();
  const { id, until, reason, by, author } = silence;
  return (
    <li data-id={id}>
      <b>{rule}</b> {place} · {o.until} {clockOf(until)} · {signedText({ reason, by, author })}{' '}
      <button
        type="button"
        disabled={acting.busy}
        aria-label={o.endSilenceOf(id)}
        onClick={() => void acting.run(() => endSilence(id))}
      >
        {o.endSilence}
      </button>
      {acting.says !== undefined && <span role="alert"> {acting.says}</span>}
    </li>
  );
}

function Undelivered({ saidBeside }: { readonly saidBeside: boolean }) {
  const o = ops.value;
  const loaded = useLoad('undelivered', loadUndelivered, ['alert']);
  return (
    <While of={loaded} saidBeside={saidBeside}>
      {(rows) =>
        rows.length === 0 ? null : (
          <>
            <h3>{o.undelivered}</h3>
            <ul class="checks">
              {rows.map(({ id, at, target, error }) => (
                <li key={id}>
                  {clockOf(at)} <b>{target}</b> {error}
                </li>
              ))}
            </ul>
          </>
        )
      }
    </While>
  );
}

/** Silences that have not ended, and notifications that a receiver did not take. */
export function Silences() {
  const o = ops.value;
  const places = useLoad('place names', loadPlaceNames).value;
  const watched = useLoad('watched', loadWatched).value;
  const named = (name: Name | string | undefined, id: string): string =>
    typeof name === 'object' ? nameOf(name) : (name ?? id);
  const loaded = useLoad(`silences ${written.value}`, loadSilences, ['alert']);
  return (
    <Panel id="silences" title={o.silences}>
      <While of={loaded}>
        {(all) =>
          all.length === 0 ? (
            <p class="quiet">{o.noSilences}</p>
          ) : (
            <ul class="checks">
              {all.map((silence) => (
                <SilenceLine
                  key={silence.id}
                  silence={silence}
                  rule={named(watched?.get(silence.ruleId)?.text, silence.ruleId)}
                  place={
                    silence.subjectId === undefined || silence.subjectId === null
                      ? o.wholeRule
                      : named(places?.get(silence.subjectId), silence.subjectId)
                  }
                />
              ))}
            </ul>
          )
        }
      </While>
      <Undelivered saidBeside={loaded.error !== undefined} />
    </Panel>
  );
}

import { useLoad } from '../../core/load.ts';
import { clockOf } from '../../core/time.ts';
import { Panel } from '../../parts/panel.tsx';
import { While } from '../../parts/state.tsx';
import { useActing, written } from './act.ts';
import { endSilence, loadSilences, loadUndelivered } from './data.ts';
import { ops } from './words.ts';

type Silence = Awaited<ReturnType<typeof loadSilences>>[number];

function SilenceLine({ silence }: { readonly silence: Silence }) {
  const o = ops.value;
  const acting = useActing();
  const { id, ruleId, subjectId, until, reason, by, author } = silence;
  return (
    <li data-id={id}>
      <b>{ruleId}</b> {subjectId ?? o.wholeRule} · {o.until} {clockOf(until)} · {reason} {by ?? author}{' '}
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

function Undelivered() {
  const o = ops.value;
  const loaded = useLoad('undelivered', loadUndelivered, ['alert']);
  return (
    <While of={loaded}>
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
                <SilenceLine key={silence.id} silence={silence} />
              ))}
            </ul>
          )
        }
      </While>
      <Undelivered />
    </Panel>
  );
}

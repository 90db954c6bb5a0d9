import { callOf } from '../../core/calls.ts';
import { useLoad } from '../../core/load.ts';
import { clockOf } from '../../core/time.ts';
import { Figure } from '../../parts/figure.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Age, While } from '../../parts/state.tsx';
import { loadLag } from './data.ts';
import { ops } from './words.ts';

/** How far evaluation is behind what was received, and whether each part is ready. */
export function Lag() {
  const o = ops.value;
  const loaded = useLoad('lag', loadLag, ['aqi.hour', 'region.aqi.hour', 'class.sample']);
  return (
    <Panel id="lag" title={o.lag}>
      <While of={loaded}>
        {({ complete, behind, since, checks }) => (
          <>
            <p class={complete ? 'lag' : 'lag warn'}>
              <Figure path={callOf('air/stations/latest', { fields: 'id,name,to' })}>
                {complete ? o.lagNone : o.lagSome(behind ?? 0)}
              </Figure>
              {!complete && since !== undefined && (
                <>
                  {' · '}
                  {o.oldest} {clockOf(since)} (<Age time={since} />)
                </>
              )}
            </p>
            <h3>{o.checks}</h3>
            <ul class="checks">
              {checks.map(({ name, ok, reason }) => (
                <li key={name}>
                  <b>{o.parts[name] ?? name}</b>{' '}
                  <span class={ok ? 'met' : 'missed'}>{ok ? o.ok : o.notOk}</span>
                  {reason !== undefined && <small class="quiet"> {reason}</small>}
                </li>
              ))}
            </ul>
          </>
        )}
      </While>
    </Panel>
  );
}

import { useState } from 'preact/hooks';
import { alertCall } from '../../core/calls.ts';
import { loadUnits } from '../../core/data.ts';
import { useLoad } from '../../core/load.ts';
import { loadPlaceNames } from '../../core/places.ts';
import { clockOf } from '../../core/time.ts';
import { Figure } from '../../parts/figure.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { While } from '../../parts/state.tsx';
import { signedText } from '../../words/signed.ts';
import { nameOf, words } from '../../words/words.ts';
import { useActing, written } from './act.ts';
import { type Alert, acknowledge, loadOpenAlerts, loadWatched, silence } from './data.ts';
import { thresholdText, watchedText } from './watched.ts';
import { ops } from './words.ts';

type Kind = 'acknowledge' | 'silence';
const HOUR_MS = 3_600_000;
const CITY_MS = 8 * HOUR_MS;

/** What a field of date and time takes, at the time of the city: a day from now. */
const tomorrow = (): string => new Date(Date.now() + CITY_MS + 24 * HOUR_MS).toISOString().slice(0, 16);

interface NoteFormProps {
  readonly kind: Kind;
  readonly alert: Alert;
  readonly onClose: () => void;
}

function NoteForm({ kind, alert, onClose }: NoteFormProps) {
  const o = ops.value;
  const acting = useActing();
  const send = async (form: HTMLFormElement): Promise<void> => {
    const data = new FormData(form);
    const text = (name: string): string => String(data.get(name) ?? '').trim();
    const by = text('by');
    const note = { reason: text('reason'), ...(by !== '' && { by }) };
    const write =
      kind === 'acknowledge'
        ? () => acknowledge(alert, note)
        : () => silence(alert, { ...note, until: `${text('until')}:00+08:00` });
    if (await acting.run(write)) onClose();
  };
  return (
    <form
      class="note"
      aria-label={o.act(o[kind], `${alert.ruleId} ${alert.subject.id}`)}
      onSubmit={(event) => {
        event.preventDefault();
        void send(event.currentTarget as HTMLFormElement);
      }}
    >
      <label>
        {o.reason} <input name="reason" required maxLength={500} />
      </label>
      <label>
        {o.by} <input name="by" maxLength={100} />
      </label>
      {kind === 'silence' && (
        <label>
          {o.until} <input type="datetime-local" name="until" required defaultValue={tomorrow()} />
        </label>
      )}
      <button type="submit" disabled={acting.busy}>
        {o.send}
      </button>
      <button type="button" onClick={onClose}>
        {o.cancel}
      </button>
      {acting.says !== undefined && <span role="alert">{acting.says}</span>}
    </form>
  );
}

interface AlertRowProps {
  readonly shown: (value: number | null | undefined) => string;
  readonly limit: string;
  readonly alert: Alert;
  readonly place: string;
}

function AlertRow({ alert, place, shown, limit }: AlertRowProps) {
  const o = ops.value;
  const [kind, setKind] = useState<Kind>();
  const { ruleId, subject, state, since, value, text, acknowledged, silenced } = alert;
  const what = `${text ? nameOf(text) : ruleId} ${place}`;
  return (
    <>
      <tr data-id={`${ruleId} ${subject.id}`}>
        <td class={state === 'firing' ? 'worse' : ''}>{o.states[state]}</td>
        <th scope="row">
          {text ? nameOf(text) : ruleId} <small class="quiet">{ruleId}</small>
        </th>
        <td data-label={words.value.place}>{place}</td>
        <td data-label={o.value}>
          <Figure path={alertCall(ruleId, subject.id)} label={`${what} ${shown(value)}`}>
            {shown(value)}
          </Figure>
        </td>
        <td class="limit" data-label={o.threshold}>
          {limit}
        </td>
        <td data-label={words.value.since}>{clockOf(since)}</td>
        <td class="whole">
          <button
            type="button"
            aria-label={o.act(o.acknowledge, what)}
            onClick={() => setKind('acknowledge')}
          >
            {o.acknowledge}
          </button>{' '}
          <button type="button" aria-label={o.act(o.silence, what)} onClick={() => setKind('silence')}>
            {o.silence}
          </button>
          {acknowledged && (
            <div>
              {words.value.acknowledged}
              {words.value.colon}
              {signedText(acknowledged)}
            </div>
          )}
          {silenced && (
            <div>
              {words.value.silenced} {silenced.until && `${o.until.toLowerCase()} ${clockOf(silenced.until)}`}
              {words.value.colon}
              {silenced.reason}
            </div>
          )}
        </td>
      </tr>
      {kind && (
        <tr>
          <td colSpan={7}>
            <NoteForm kind={kind} alert={alert} onClose={() => setKind(undefined)} />
          </td>
        </tr>
      )}
    </>
  );
}

/** Alerts that fire, are about to, or have lost their data. */
export function Alerts() {
  const w = words.value;
  const o = ops.value;
  const places = useLoad('place names', loadPlaceNames).value;
  const watched = useLoad('watched', loadWatched).value;
  const units = useLoad('units', loadUnits).value;
  const named = (id: string): string => {
    const name = places?.get(id);
    return name ? nameOf(name) : id;
  };
  const loaded = useLoad(`open alerts ${written.value}`, loadOpenAlerts, ['alert']);
  return (
    <Panel id="open-alerts" title={o.alerts} about={o.alertsAbout}>
      <While of={loaded} isEmpty={(alerts) => alerts.length === 0} empty={w.noAlerts}>
        {(alerts) => (
          <Scroll label={o.alerts} tall>
            <table class="list stack open-alerts">
              <thead>
                <tr>
                  <th scope="col">{w.state}</th>
                  <th scope="col">{o.alerts}</th>
                  <th scope="col">{w.place}</th>
                  <th scope="col">{o.value}</th>
                  <th scope="col">{o.threshold}</th>
                  <th scope="col">{w.since}</th>
                  <th scope="col">
                    {o.acknowledge} · {o.silence}
                  </th>
                </tr>
              </thead>
              <tbody>
                {alerts.map((alert) => (
                  <AlertRow
                    key={`${alert.ruleId} ${alert.subject.kind} ${alert.subject.id}`}
                    alert={alert}
                    place={named(alert.subject.id)}
                    shown={(value) => watchedText(value, watched?.get(alert.ruleId)?.figure, units)}
                    limit={thresholdText(alert.threshold, watched?.get(alert.ruleId), units)}
                  />
                ))}
              </tbody>
            </table>
          </Scroll>
        )}
      </While>
    </Panel>
  );
}

import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useLoad } from '../../core/load.ts';
import { clockOf, today } from '../../core/time.ts';
import { Panel } from '../../parts/panel.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { While } from '../../parts/state.tsx';
import { type Name, nameOf } from '../../words/words.ts';
import { useActing, written } from './act.ts';
import {
  type Annotation,
  enterDust,
  enterState,
  loadAnnotations,
  loadRegions,
  loadSections,
  type State,
  withdraw,
} from './annotation-data.ts';
import { notes } from './annotation-words.ts';

const POLLUTANTS = [
  ['pm10', 'PM₁₀'],
  ['pm2_5', 'PM₂.₅'],
] as const;
const STATES: readonly State[] = ['no-flow', 'frozen', 'dry', 'not-sampled'];

const textOf = (data: FormData, name: string): string => String(data.get(name) ?? '').trim();

/** Days, reason and who says so. */
function whatOf(data: FormData) {
  const by = textOf(data, 'by');
  const [from, until] = [textOf(data, 'from'), textOf(data, 'until')];
  return { from, until: until || from, reason: textOf(data, 'reason'), ...(by !== '' && { by }) };
}

interface FormProps {
  readonly label: string;
  readonly enter: (data: FormData) => Promise<unknown>;
  readonly children: ComponentChildren;
}

/** A form of one kind of annotation, with days, reason and signature. */
function EnterForm({ label, enter, children }: FormProps) {
  const n = notes.value;
  const acting = useActing();
  const send = async (form: HTMLFormElement): Promise<void> => {
    if (await acting.run(() => enter(new FormData(form)))) form.reset();
  };
  return (
    <form
      class="annotate"
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        void send(event.currentTarget as HTMLFormElement);
      }}
    >
      <h3>{label}</h3>
      {children}
      <label>
        {n.from} <input type="date" name="from" required max={today()} />
      </label>
      <label>
        {n.until} <input type="date" name="until" />
      </label>
      <label>
        {n.reason} <input name="reason" required maxLength={500} />
      </label>
      <label>
        {n.by} <input name="by" maxLength={100} />
      </label>
      <button type="submit" disabled={acting.busy}>
        {n.send}
      </button>
      {acting.says !== undefined && <span role="alert">{acting.says}</span>}
    </form>
  );
}

interface SelectProps {
  readonly label: string;
  readonly name: string;
  readonly of: readonly { readonly id: string; readonly name: Name }[];
}

const Select = ({ label, name, of }: SelectProps) => (
  <label>
    {label}{' '}
    <select name={name} required>
      {of.map((each) => (
        <option key={each.id} value={each.id}>
          {nameOf(each.name)}
        </option>
      ))}
    </select>
  </label>
);

function DustForm() {
  const n = notes.value;
  const regions = useLoad('regions of dust', loadRegions).value ?? [];
  const enter = (data: FormData): Promise<unknown> => {
    const pollutants = POLLUTANTS.map(([id]) => id).filter((id) => data.has(id));
    return enterDust({ region: textOf(data, 'region'), pollutants, ...whatOf(data) });
  };
  return (
    <EnterForm label={n.dust} enter={enter}>
      <Select label={n.region} name="region" of={regions} />
      <fieldset>
        <legend>{n.pollutants}</legend>
        {POLLUTANTS.map(([id, label]) => (
          <label key={id}>
            <input type="checkbox" name={id} defaultChecked /> {label}
          </label>
        ))}
      </fieldset>
    </EnterForm>
  );
}

function StateForm() {
  const n = notes.value;
  const sections = useLoad('sections of states', loadSections).value ?? [];
  // Of a registry of air alone there is nothing to say.
  if (sections.length === 0) return null;
  const enter = (data: FormData): Promise<unknown> => {
    const state = STATES.find((each) => each === data.get('state')) ?? 'not-sampled';
    return enterState({ section: textOf(data, 'section'), state, ...whatOf(data) });
  };
  return (
    <EnterForm label={n.state} enter={enter}>
      <Select label={n.section} name="section" of={sections} />
      <Select
        label={n.stateOf}
        name="state"
        of={STATES.map((id) => ({ id, name: { zh: n.states[id], en: n.states[id] } }))}
      />
    </EnterForm>
  );
}

function WithdrawForm({ id, onClose }: { readonly id: number; readonly onClose: () => void }) {
  const n = notes.value;
  const acting = useActing();
  const send = async (form: HTMLFormElement): Promise<void> => {
    const data = new FormData(form);
    const by = textOf(data, 'by');
    const why = { reason: textOf(data, 'reason'), ...(by !== '' && { by }) };
    if (await acting.run(() => withdraw(id, why))) onClose();
  };
  return (
    <form
      class="annotate"
      aria-label={n.withdrawOf(id)}
      onSubmit={(event) => {
        event.preventDefault();
        void send(event.currentTarget as HTMLFormElement);
      }}
    >
      <label>
        {n.reason} <input name="reason" required maxLength={500} />
      </label>
      <label>
        {n.by} <input name="by" maxLength={100} />
      </label>
      <button type="submit" disabled={acting.busy}>
        {n.withdraw}
      </button>
      <button type="button" onClick={onClose}>
        {n.cancel}
      </button>
      {acting.says !== undefined && <span role="alert">{acting.says}</span>}
    </form>
  );
}

const symbolOf = (pollutant: string): string => POLLUTANTS.find(([id]) => id === pollutant)?.[1] ?? pollutant;

function Row({ annotation }: { readonly annotation: Annotation }) {
  const n = notes.value;
  const [open, setOpen] = useState(false);
  const { id, name, pollutants = [], stateName, from, until, reason, by, author } = annotation;
  const { enteredAt, withdrawn } = annotation;
  return (
    <tr data-id={id}>
      <th scope="row">{nameOf(name)}</th>
      <td>{stateName ? nameOf(stateName) : pollutants.map(symbolOf).join(' ')}</td>
      <td>{from === until ? from : `${from} – ${until}`}</td>
      <td>
        {reason} {by ?? author}
      </td>
      <td>{clockOf(enteredAt)}</td>
      <td>
        {withdrawn ? (
          <span>
            {n.withdrawn} {clockOf(withdrawn.at)}: {withdrawn.reason} {withdrawn.by ?? withdrawn.author}
          </span>
        ) : open ? (
          <WithdrawForm id={id} onClose={() => setOpen(false)} />
        ) : (
          <button type="button" aria-label={n.withdrawOf(id)} onClick={() => setOpen(true)}>
            {n.withdraw}
          </button>
        )}
      </td>
    </tr>
  );
}

/** Days of dust and states of sections: what is entered, and forms to enter and withdraw. */
export function Annotations() {
  const n = notes.value;
  const loaded = useLoad(`annotations ${written.value}`, loadAnnotations, ['annotation']);
  return (
    <Panel id="annotations" title={n.title} about={n.about}>
      <div class="pair">
        <DustForm />
        <StateForm />
      </div>
      <While of={loaded}>
        {(all) =>
          all.length === 0 ? (
            <p class="quiet">{n.none}</p>
          ) : (
            <Scroll label={n.title} tall>
              <table class="list annotations">
                <thead>
                  <tr>
                    <th scope="col">{n.subject}</th>
                    <th scope="col">{n.what}</th>
                    <th scope="col">{n.days}</th>
                    <th scope="col">{n.reason}</th>
                    <th scope="col">{n.entered}</th>
                    <th scope="col">{n.withdraw}</th>
                  </tr>
                </thead>
                <tbody>
                  {all.map((annotation) => (
                    <Row key={annotation.id} annotation={annotation} />
                  ))}
                </tbody>
              </table>
            </Scroll>
          )
        }
      </While>
    </Panel>
  );
}

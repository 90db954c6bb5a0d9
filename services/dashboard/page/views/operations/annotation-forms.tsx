import type { ComponentChildren } from 'preact';
import { today } from '../../core/time.ts';
import { type Name, nameOf } from '../../words/words.ts';
import { useActing } from './act.ts';
import {
  type AnnotationPlaces,
  type DataState,
  enterData,
  enterDust,
  enterState,
  type State,
} from './annotation-data.ts';
import { notes } from './annotation-words.ts';

export const POLLUTANTS = [
  ['pm10', 'PM₁₀'],
  ['pm2_5', 'PM₂.₅'],
] as const;
const DATA_STATES: readonly DataState[] = ['audited', 'reviewed'];
const STATES: readonly State[] = ['no-flow', 'frozen', 'dry', 'not-sampled'];

export const textOf = (data: FormData, name: string): string => String(data.get(name) ?? '').trim();

/** Reason and who says so. */
function signatureOf(data: FormData) {
  const by = textOf(data, 'by');
  return { reason: textOf(data, 'reason'), ...(by !== '' && { by }) };
}

/** Days, reason and who says so. */
function whatOf(data: FormData) {
  const [from, until] = [textOf(data, 'from'), textOf(data, 'until')];
  return { from, until: until || from, ...signatureOf(data) };
}

interface ReasonFormProps {
  readonly label: string;
  readonly send: (data: FormData, signature: ReturnType<typeof signatureOf>) => Promise<unknown>;
  readonly submit: string;
  readonly onDone: (form: HTMLFormElement) => void;
  /** Buttons beside the one that sends. */
  readonly buttons?: ComponentChildren;
  readonly children?: ComponentChildren;
}

/** A form with reason and signature, which says what came of it. */
export function ReasonForm({ label, send, submit, onDone, buttons, children }: ReasonFormProps) {
  const n = notes.value;
  const acting = useActing();
  const act = async (form: HTMLFormElement): Promise<void> => {
    const data = new FormData(form);
    if (await acting.run(() => send(data, signatureOf(data)))) onDone(form);
  };
  return (
    <form
      class="annotate"
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        void act(event.currentTarget as HTMLFormElement);
      }}
    >
      {children}
      <label>
        {n.reason} <input name="reason" required maxLength={500} />
      </label>
      <label>
        {n.by} <input name="by" maxLength={100} />
      </label>
      <button type="submit" disabled={acting.busy}>
        {submit}
      </button>
      {buttons}
      {acting.says !== undefined && <span role="alert">{acting.says}</span>}
    </form>
  );
}

interface FormProps {
  readonly label: string;
  readonly enter: (data: FormData) => Promise<unknown>;
  readonly children: ComponentChildren;
}

/** A form of one kind of annotation, with days, reason and signature. */
function EnterForm({ label, enter, children }: FormProps) {
  const n = notes.value;
  return (
    <ReasonForm label={label} send={enter} submit={n.send} onDone={(form) => form.reset()}>
      <h3>{label}</h3>
      {children}
      <label>
        {n.from} <input type="date" name="from" required max={today()} />
      </label>
      <label>
        {n.until} <input type="date" name="until" />
      </label>
    </ReasonForm>
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

/** Enters days of dust of a region; nothing where there are no regions. */
function DustForm({ regions }: Pick<AnnotationPlaces, 'regions'>) {
  const n = notes.value;
  if (regions.length === 0) return null;
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

/** Enters a state of a section; nothing where there are no sections. */
function StateForm({ sections }: Pick<AnnotationPlaces, 'sections'>) {
  const n = notes.value;
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

interface GroupProps {
  readonly label: string;
  readonly of: 'region' | 'section' | 'station';
  readonly places: SelectProps['of'];
}

/** Places of a kind; the value has the kind before the id. */
const Group = ({ label, of, places }: GroupProps) =>
  places.length === 0 ? null : (
    <optgroup label={label}>
      {places.map(({ id, name }) => (
        <option key={id} value={`${of} ${id}`}>
          {nameOf(name)}
        </option>
      ))}
    </optgroup>
  );

/** Enters how far the data of a region, section or station were checked. */
function DataForm({ regions, sections, stations }: AnnotationPlaces) {
  const n = notes.value;
  const enter = (data: FormData): Promise<unknown> => {
    const [of = '', id = ''] = textOf(data, 'place').split(' ');
    const state = DATA_STATES.find((each) => each === data.get('state')) ?? 'reviewed';
    return enterData({ [of]: id, state, ...whatOf(data) });
  };
  return (
    <EnterForm label={n.data} enter={enter}>
      <label>
        {n.subject}{' '}
        <select name="place" required>
          <Group label={n.region} of="region" places={regions} />
          <Group label={n.section} of="section" places={sections} />
          <Group label={n.station} of="station" places={stations} />
        </select>
      </label>
      <Select
        label={n.stateOf}
        name="state"
        of={DATA_STATES.map((id) => ({ id, name: { zh: n.dataStates[id], en: n.dataStates[id] } }))}
      />
    </EnterForm>
  );
}

/** The forms of what can be entered of the places of the registry. */
export const Forms = (places: AnnotationPlaces) => (
  <div class="pair">
    <DustForm regions={places.regions} />
    <StateForm sections={places.sections} />
    <DataForm {...places} />
  </div>
);

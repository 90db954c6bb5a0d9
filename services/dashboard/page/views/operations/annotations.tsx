import { useState } from 'preact/hooks';
import { useLoad } from '../../core/load.ts';
import { clockOf } from '../../core/time.ts';
import { Panel } from '../../parts/panel.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { While } from '../../parts/state.tsx';
import { signedText } from '../../words/signed.ts';
import { nameOf, words } from '../../words/words.ts';
import { written } from './act.ts';
import { type Annotation, loadAnnotationPlaces, loadAnnotations, withdraw } from './annotation-data.ts';
import { Forms, POLLUTANTS, ReasonForm } from './annotation-forms.tsx';
import { notes } from './annotation-words.ts';

function WithdrawForm({ id, onClose }: { readonly id: number; readonly onClose: () => void }) {
  const n = notes.value;
  return (
    <ReasonForm
      label={n.withdrawOf(id)}
      send={(_, signature) => withdraw(id, signature)}
      submit={n.withdraw}
      onDone={onClose}
      buttons={
        <button type="button" onClick={onClose}>
          {n.cancel}
        </button>
      }
    />
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
      <td>{stateName ? nameOf(stateName) : n.dustOf(pollutants.map(symbolOf).join(words.value.comma))}</td>
      <td>{from === until ? from : `${from} – ${until}`}</td>
      <td class="whole">{signedText({ reason, by, author })}</td>
      <td data-label={n.entered}>{clockOf(enteredAt)}</td>
      <td class={withdrawn ? '' : 'acts'}>
        {withdrawn ? (
          <span>
            {n.withdrawn} {clockOf(withdrawn.at)}
            {words.value.colon}
            {signedText(withdrawn)}
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

/** Days of dust, states of sections and of data: what is entered, and forms to enter and withdraw. */
export function Annotations() {
  const n = notes.value;
  const places = useLoad('places of annotations', loadAnnotationPlaces);
  const loaded = useLoad(`annotations ${written.value}`, loadAnnotations, ['annotation']);
  return (
    <Panel id="annotations" title={n.title} about={n.about}>
      <While
        of={places}
        isEmpty={(all) => Object.values(all).every((each) => each.length === 0)}
        empty={n.noPlaces}
      >
        {(all) => <Forms {...all} />}
      </While>
      <While of={loaded} saidBeside={places.error !== undefined}>
        {(all) =>
          all.length === 0 ? (
            <p class="quiet">{n.none}</p>
          ) : (
            <Scroll label={n.title} tall>
              <table class="list stack annotations">
                <thead>
                  <tr>
                    <th scope="col">{n.subject}</th>
                    <th scope="col">{n.what}</th>
                    <th scope="col">{n.days}</th>
                    <th scope="col">{n.reason}</th>
                    <th scope="col">{n.entered}</th>
                    <th scope="col" class="acts">
                      {n.withdraw}
                    </th>
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

import { useState } from 'preact/hooks';
import { useLoad } from '../../core/load.ts';
import { clockOf } from '../../core/time.ts';
import { Panel } from '../../parts/panel.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { While } from '../../parts/state.tsx';
import { words } from '../../words/words.ts';
import { useActing, written } from './act.ts';
import { loadLetter, loadLetters, replayLetter } from './data.ts';
import { refusalText } from './refusals.ts';
import { ops } from './words.ts';

type Letter = Awaited<ReturnType<typeof loadLetters>>['data'][number];

function Payload({ id }: { readonly id: number }) {
  const loaded = useLoad(`letter ${id}`, () => loadLetter(id));
  return <While of={loaded}>{({ payload }) => <pre class="payload">{payload}</pre>}</While>;
}

function Details({ id }: { readonly id: number }) {
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{ops.value.payload}</summary>
      {open && <Payload id={id} />}
    </details>
  );
}

/** Why a value or a message was refused: the kind in the language of the page, and what the API says of it. */
function Why({ of: { reason, message } }: { readonly of: Letter['refusals'][number] }) {
  const kind = refusalText(reason);
  if (kind === undefined) return <div>{message}</div>;
  return (
    <div>
      {kind}{' '}
      <span class="quiet" lang="en">
        {message}
      </span>
    </div>
  );
}

function LetterRow({ letter }: { readonly letter: Letter }) {
  const o = ops.value;
  const acting = useActing();
  const { id, at, topic, refusals, refused, replay } = letter;
  const take = (): void => void acting.run(() => replayLetter(id));
  return (
    <tr data-id={id}>
      <td>{clockOf(at)}</td>
      <th scope="row" class="whole">
        <code>{topic}</code>
        <Details id={id} />
      </th>
      <td class="whole">
        {refusals.slice(0, 3).map((each) => (
          <Why key={each.message} of={each} />
        ))}
        {refused > 3 && <div class="quiet">+ {refused - 3}</div>}
      </td>
      <td>
        <button type="button" disabled={acting.busy} onClick={take} aria-label={o.replayOf(id)}>
          {o.replay}
        </button>{' '}
        <span role="status">{acting.says ?? (replay && o.replayed[replay.outcome])}</span>
      </td>
    </tr>
  );
}

/** Refused messages that are not settled. */
export function DeadLetters() {
  const w = words.value;
  const o = ops.value;
  const loaded = useLoad(`letters ${written.value}`, loadLetters, ['aqi.hour', 'class.sample']);
  return (
    <Panel id="letters" title={o.letters} about={o.lettersAbout}>
      <While of={loaded} isEmpty={({ data }) => data.length === 0} empty={o.noLetters}>
        {({ data }) => (
          <Scroll label={o.letters} tall>
            <table class="list stack letters">
              <thead>
                <tr>
                  <th scope="col">{w.time}</th>
                  <th scope="col">{o.message}</th>
                  <th scope="col">{o.reasons}</th>
                  <th scope="col">{o.replay}</th>
                </tr>
              </thead>
              <tbody>
                {data.map((letter) => (
                  <LetterRow key={letter.id} letter={letter} />
                ))}
              </tbody>
            </table>
          </Scroll>
        )}
      </While>
    </Panel>
  );
}

import { css, inkOn } from '../../core/colour.ts';
import { Scroll } from '../../parts/scroll.tsx';
import { stateText } from '../../parts/state.tsx';
import { words } from '../../words/words.ts';
import type { Marker } from './marker.ts';

/** What the registry has no coordinates of, by name. */
export function Unplaced({ markers }: { readonly markers: readonly Marker[] }) {
  if (markers.length === 0) return null;
  return (
    <Scroll label={words.value.unplaced} tall>
      <ul class="unplaced">
        {markers.map(({ id, shape, name, text, colour, missed, href, says, state }) => (
          <li key={`${shape}${id}`}>
            <a href={href} title={says} data-id={id}>
              <span
                class={`badge ${shape === 'square' ? 'square' : ''} ${missed ? 'missed' : ''} ${colour ? '' : 'hollow'}`}
                style={colour && { backgroundColor: css(colour), color: inkOn(colour) }}
              >
                {text}
                {missed && ' ✕'}
              </span>{' '}
              {name}
              {state !== 'live' && <small class="quiet"> {stateText(state)}</small>}
            </a>
          </li>
        ))}
      </ul>
    </Scroll>
  );
}

import { css, inkOn } from '../../core/colour.ts';
import type { Marker } from './marker.ts';

const SIZE = 13;

interface ShapeProps {
  readonly marker: Marker;
  readonly fill: string;
  readonly class: string;
}

function Shape({ marker: { shape }, fill, class: name }: ShapeProps) {
  if (shape === 'circle') return <circle r={SIZE} fill={fill} class={name} />;
  return (
    <rect x={-SIZE} y={-SIZE + 1} width={2 * SIZE} height={2 * SIZE - 2} rx="3" fill={fill} class={name} />
  );
}

/** A marker as it is drawn; a click explains its figure. */
export function MarkerMark({
  marker,
  x,
  y,
}: {
  readonly marker: Marker;
  readonly x: number;
  readonly y: number;
}) {
  const { colour, state, missed, text, says, href, id } = marker;
  const hollow = colour === undefined || state === 'silent' || state === 'never-seen';
  const fill = hollow || !colour ? 'var(--surface)' : css(colour);
  const ink = hollow || !colour ? 'var(--ink)' : inkOn(colour);
  const outline = `outline${missed ? ' missed' : ''}${hollow ? ' hollow' : ''}`;
  return (
    <g transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`}>
      <a href={href} aria-label={says} data-id={id}>
        <title>{says}</title>
        <Shape marker={marker} fill={fill} class={outline} />
        {state === 'late' && <Shape marker={marker} fill="url(#hatch)" class="none" />}
        <text
          dy="0.35em"
          style={{ fill: state === 'late' && !hollow ? '#000' : ink }}
          class={state === 'late' && !hollow ? 'on-hatch' : undefined}
        >
          {text}
        </text>
        {missed && (
          <text x={SIZE} y={-SIZE + 4} class="cross">
            ✕
          </text>
        )}
      </a>
    </g>
  );
}

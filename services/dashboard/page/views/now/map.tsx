import { latestAirCall, latestClassCall } from '../../core/calls.ts';
import { colourOf, css, inkOn, namedColour, type Rgb } from '../../core/colour.ts';
import type { LatestAir, LatestSection, Location, State } from '../../core/data.ts';
import { meets, rankOf } from '../../core/rank.ts';
import { hrefTo, hrefWith } from '../../core/route.ts';
import { narrow } from '../../core/settings.ts';
import { Scroll } from '../../parts/scroll.tsx';
import { stateText } from '../../parts/state.tsx';
import { classText, nameOf, words } from '../../words/words.ts';
import { Attribution, BaseShapes, useBaseMap } from './base-map.tsx';
import { type Projection, projectionFor } from './projection.ts';
import { spread } from './spread.ts';

/** Markers keep their size: a narrow page has a map of fewer pixels, not a smaller one. */
const WIDTHS = { wide: 760, narrow: 380 } as const;
const MARGIN = 26;
const GAP = 29;
const SIZE = 13;

interface Marker {
  readonly id: string;
  readonly href: string;
  readonly name: string;
  readonly location: Location | undefined;
  readonly shape: 'circle' | 'square';
  readonly text: string;
  readonly colour: Rgb | undefined;
  readonly state: State;
  readonly missed: boolean;
  readonly says: string;
}

function stationMarker(station: LatestAir, call: (id: string) => string): Marker {
  const { id, name, location, aqi, category, state } = station;
  const says = [
    nameOf(name),
    aqi === null ? words.value.nothing : `AQI ${aqi}`,
    category && nameOf(category),
    stateText(state),
  ];
  return {
    ...{ id, location, state },
    name: nameOf(name),
    href: aqi === null ? hrefTo(`/air/stations/${encodeURIComponent(id)}`) : hrefWith({ explain: call(id) }),
    shape: 'circle',
    text: aqi === null ? '–' : String(aqi),
    colour: category && colourOf(category.rgb, category.level),
    missed: false,
    says: says.filter(Boolean).join(' · '),
  };
}

function sectionMarker(section: LatestSection): Marker {
  const { id, name, location, class: sampled, colour, state, target, stated } = section;
  const found = stated ? null : sampled;
  const w = words.value;
  const met = meets(found, target);
  const says = [
    nameOf(name),
    stated ? nameOf(stated.stateName) : found === null ? w.nothing : `${w.waterClass} ${classText(found)}`,
    target === null ? w.noTarget : `${w.target} ${target} ${met === undefined ? '' : met ? w.met : w.missed}`,
    stateText(state),
  ];
  return {
    ...{ id, location, state },
    name: nameOf(name),
    href:
      found === null
        ? hrefTo(`/water/sections/${encodeURIComponent(id)}`)
        : hrefWith({ explain: latestClassCall(id) }),
    shape: 'square',
    text: found === null ? '–' : classText(found),
    colour: found === null ? undefined : colourOf(namedColour(colour ?? ''), rankOf(found)),
    missed: met === false,
    says: says.join(' · '),
  };
}

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

type Placed = Marker & { readonly location: Location };
const isPlaced = (marker: Marker): marker is Placed => marker.location !== undefined;

/** What the registry has no coordinates of, by name. */
function Unplaced({ markers }: { readonly markers: readonly Marker[] }) {
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

function MarkerMark({ marker, x, y }: { readonly marker: Marker; readonly x: number; readonly y: number }) {
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

/** Lines along the sections of a river, to the middle of its lake. */
function riverLines(
  sections: readonly LatestSection[],
  inflows: ReadonlyMap<string, string>,
  projection: Projection,
): string[] {
  const rivers = new Map<string, LatestSection[]>();
  const lakes = new Map<string, LatestSection[]>();
  for (const section of sections) {
    if (section.river) rivers.set(section.river, [...(rivers.get(section.river) ?? []), section]);
    if (section.lake) lakes.set(section.lake, [...(lakes.get(section.lake) ?? []), section]);
  }
  const middle = (of: readonly LatestSection[]): Location[] => {
    const found = of.flatMap(({ location }) => (location ? [location] : []));
    const mean = (pick: (each: Location) => number) =>
      found.reduce((sum, each) => sum + pick(each), 0) / found.length;
    return found.length === 0 ? [] : [{ lat: mean(({ lat }) => lat), lon: mean(({ lon }) => lon) }];
  };
  return [...rivers].flatMap(([river, along]) => {
    const line = along
      .toSorted((a, b) => (a.km ?? 0) - (b.km ?? 0))
      .flatMap(({ location }) => (location ? [location] : []));
    const all = [...line, ...middle(lakes.get(inflows.get(river) ?? '') ?? [])];
    return all.length < 2
      ? []
      : [
          all
            .map((each) => projection.of(each))
            .map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`)
            .join(' '),
        ];
  });
}

interface MapProps {
  readonly stations: readonly LatestAir[];
  readonly sections: readonly LatestSection[];
  /** The lake of each river that flows into one. */
  readonly inflows: ReadonlyMap<string, string>;
  /** The call that the figure of a station is from; that of its newest hour where it is not given. */
  readonly callOfStation?: (id: string) => string;
}

const latestCall = (id: string): string => latestAirCall('stations', id);

/** Stations and sections where they are; those without coordinates are listed below. */
export function CityMap({ stations, sections, inflows, callOfStation = latestCall }: MapProps) {
  const w = words.value;
  const base = useBaseMap();
  const all = [
    ...sections.map(sectionMarker),
    ...stations.map((station) => stationMarker(station, callOfStation)),
  ];
  const markers = all.filter(isPlaced);
  const unplaced = all.filter((marker) => !isPlaced(marker));
  const projection = projectionFor(
    markers.map(({ location }) => location),
    narrow.value ? WIDTHS.narrow : WIDTHS.wide,
    MARGIN,
  );
  if (!projection)
    return (
      <>
        <p class="quiet">{w.noCoordinates}</p>
        <Unplaced markers={unplaced} />
      </>
    );
  const points = markers.map(({ location }) => projection.of(location));
  const places = spread(points, GAP, projection);
  const { width, height, bar } = projection;
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a group of links in a drawing; there is no fieldset in SVG */}
      <svg class="map" viewBox={`0 0 ${width} ${height.toFixed(0)}`} role="group" aria-label={w.map}>
        <defs>
          <pattern
            id="hatch"
            width="5"
            height="5"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <line x1="0" y1="0" x2="0" y2="5" stroke="#000" stroke-width="1.6" stroke-opacity="0.45" />
          </pattern>
        </defs>
        {base && <BaseShapes shapes={base.shapes} projection={projection} />}
        {riverLines(sections, inflows, projection).map((points) => (
          <polyline key={points} points={points} class="river-line" />
        ))}
        {places.map(({ x, y }, at) => {
          const from = points[at];
          const far = from && Math.hypot(from.x - x, from.y - y) > 6;
          return far ? <line key={at} x1={from.x} y1={from.y} x2={x} y2={y} class="lead" /> : null;
        })}
        {markers.map((marker, at) => (
          <MarkerMark
            key={`${marker.shape}${marker.id}`}
            marker={marker}
            x={places[at]?.x ?? 0}
            y={places[at]?.y ?? 0}
          />
        ))}
        <g class="bar" transform={`translate(${MARGIN / 2} ${height - 14})`}>
          <line x1="0" y1="0" x2={bar.px} y2="0" />
          <text x={bar.px / 2} y="-5">
            {bar.km} km
          </text>
        </g>
      </svg>
      {base && <Attribution sources={base.sources} />}
      {unplaced.length > 0 && <p class="quiet">{w.unplaced}</p>}
      <Unplaced markers={unplaced} />
    </>
  );
}

import { latestAirCall } from '../../core/calls.ts';
import type { LatestAir, LatestSection } from '../../core/data.ts';
import { narrow } from '../../core/settings.ts';
import { words } from '../../words/words.ts';
import { Attribution, BaseShapes, useBaseMap } from './base-map.tsx';
import { isPlaced, sectionMarker, stationMarker } from './marker.ts';
import { MarkerMark } from './marker-mark.tsx';
import { projectionFor } from './projection.ts';
import { riverLines } from './river-lines.ts';
import { spread } from './spread.ts';
import { Unplaced } from './unplaced.tsx';

/** Markers keep their size: a narrow page has a map of fewer pixels, not a smaller one. */
const WIDTHS = { wide: 640, narrow: 380 } as const;
const MARGIN = 26;
const GAP = 29;

interface MapProps {
  readonly stations: readonly LatestAir[];
  readonly sections: readonly LatestSection[];
  /** The lake of each river that flows into one. */
  readonly inflows: ReadonlyMap<string, string>;
  /** The call that the figure of a station is from; that of its newest hour where it is not given. */
  readonly callOfStation?: (id: string) => string;
}

const latestCall = (id: string): string => latestAirCall('stations', id);

/** The pattern over a marker that is late. */
const Hatch = () => (
  <defs>
    <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <line x1="0" y1="0" x2="0" y2="5" stroke="#000" stroke-width="1.6" stroke-opacity="0.45" />
    </pattern>
  </defs>
);

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
        <Hatch />
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

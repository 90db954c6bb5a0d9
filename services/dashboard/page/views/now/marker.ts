import { latestClassCall } from '../../core/calls.ts';
import { colourOf, namedColour, type Rgb } from '../../core/colour.ts';
import type { LatestAir, LatestSection, Location, State } from '../../core/data.ts';
import { meets, rankOf } from '../../core/rank.ts';
import { hrefTo, hrefWith } from '../../core/route.ts';
import { stateText } from '../../parts/state.tsx';
import { classText, nameOf, words } from '../../words/words.ts';

/** A station or section on the map, or in the list of those without coordinates. */
export interface Marker {
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

export function stationMarker(station: LatestAir, call: (id: string) => string): Marker {
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

export function sectionMarker(section: LatestSection): Marker {
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

export type Placed = Marker & { readonly location: Location };
export const isPlaced = (marker: Marker): marker is Placed => marker.location !== undefined;

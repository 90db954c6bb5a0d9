import { stateCall } from '../core/calls.ts';
import type { Stated } from '../core/data.ts';
import { daysText } from '../core/time.ts';
import { marks } from '../words/marks.ts';
import { type Name, nameOf } from '../words/words.ts';
import { Figure } from './figure.tsx';

/** Without the year where both days are of one. */
const shortDays = ({ from, until }: Stated): string =>
  from.slice(0, 4) === until.slice(0, 4)
    ? daysText({ from: from.slice(5), until: until.slice(5) })
    : daysText({ from, until });

interface StatedMarkProps {
  readonly id: string;
  readonly name: string;
  readonly of: Stated;
}

/** Why a section has no class on these days; a click shows who says so. */
export function StatedMark({ id, name, of }: StatedMarkProps) {
  const days = shortDays(of);
  return (
    <span class="stated">
      <Figure path={stateCall(id)} label={`${name} ${nameOf(of.stateName)} ${days}`}>
        {nameOf(of.stateName)} {days}
      </Figure>
      <span class="quiet"> · {marks.value.noClass}</span>
    </span>
  );
}

interface LeftOutProps {
  readonly of: readonly (Stated & {
    readonly section: string;
    readonly name: Name;
    readonly annotation: number;
  })[];
}

/** Sections that a figure leaves out on some days, with their states. */
export function LeftOut({ of }: LeftOutProps) {
  if (of.length === 0) return null;
  return (
    <ul class="left-out">
      {of.map((each) => (
        <li key={each.annotation}>
          {nameOf(each.name)} <StatedMark id={each.section} name={nameOf(each.name)} of={each} />
        </li>
      ))}
    </ul>
  );
}

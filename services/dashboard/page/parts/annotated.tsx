import type { ComponentChildren } from 'preact';
import { type Annotation, annotationsCall } from '../core/annotated.ts';
import { daysText } from '../core/time.ts';
import { signedText } from '../words/signed.ts';
import { labelOf, nameOf, words } from '../words/words.ts';
import { Figure } from './figure.tsx';

interface NoteListProps {
  readonly title: string;
  readonly about?: string;
  readonly of: readonly Annotation[];
}

const NO_NAMES = new Map();

const whatOf = ({ stateName, pollutants = [] }: Annotation): string =>
  stateName ? nameOf(stateName) : pollutants.map((each) => labelOf(each, NO_NAMES)).join(words.value.comma);

/** Annotations of the days that are shown, as a list: each with its days, and who says so at a click. */
export function NoteList({ title, about, of }: NoteListProps): ComponentChildren {
  if (of.length === 0) return null;
  return (
    <div class="annotated">
      <h3>{title}</h3>
      {about !== undefined && <p class="about">{about}</p>}
      <ul>
        {of.map((each) => (
          <li key={each.id} data-annotation={each.id}>
            {nameOf(each.name)}{' '}
            <Figure
              path={annotationsCall(each)}
              label={`${nameOf(each.name)} ${whatOf(each)} ${daysText(each)}`}
            >
              {whatOf(each)} {daysText(each)}
            </Figure>{' '}
            <span class="quiet">{signedText(each)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

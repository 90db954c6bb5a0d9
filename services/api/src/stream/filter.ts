import { didYouMean, RESULT_KINDS, type Registry } from '@lanbi/model';
import { Problem } from '../http/problem.ts';
import { type StreamEntry, TOPICS, type Topic } from './entries.ts';

/** What may be named in `topics`: the logs, and annotations and bulletins, of which there is no log. */
const NAMED_TOPICS = [...TOPICS, 'annotations', 'bulletins'] as const;

/** What a stream sends. */
export interface StreamFilter {
  readonly topics: readonly Topic[];
  /** Whether it says that an annotation was entered or withdrawn. */
  readonly annotations: boolean;
  /** Whether it says that a bulletin was published. */
  readonly bulletins: boolean;
  /** Whether nothing is left out of these topics. */
  readonly isWhole: boolean;
  wants(entry: Pick<StreamEntry, 'kind' | 'subject'>): boolean;
}

interface Asked {
  readonly topics?: string | undefined;
  readonly kinds?: string | undefined;
  readonly subjects?: string | undefined;
}

/** The names of a list, each of which has to be known. @throws Problem bad-request */
function namesOf(
  field: string,
  text: string | undefined,
  known: ReadonlySet<string>,
): Set<string> | undefined {
  if (text === undefined) return undefined;
  const names = new Set(text.split(',').map((name) => name.trim()));
  const faults = [...names]
    .filter((name) => !known.has(name))
    .map((name) => `"${name}" is none${didYouMean(name, known)}`);
  if (faults.length === 0) return names;
  const there = known.size <= 20 ? `; there are ${[...known].join(', ')}` : '';
  throw Problem.of([{ field: `querystring/${field}`, message: `${faults.join('; ')}${there}` }]);
}

const idsOf = ({ stations, regions, sections, rivers, lakes }: Registry): Set<string> =>
  new Set([stations, regions, sections, rivers, lakes].flatMap((each) => [...each.keys()]));

/** @throws Problem bad-request for a topic, kind or subject that there is not */
export function filterOf({ topics, kinds, subjects }: Asked, registry: Registry): StreamFilter {
  const ofKinds = namesOf('kinds', kinds, new Set<string>(RESULT_KINDS));
  const ofSubjects = namesOf('subjects', subjects, subjects === undefined ? new Set() : idsOf(registry));
  // Alerts are of no kind: who names kinds gets them where they are named too.
  const named = namesOf('topics', topics, new Set<string>(NAMED_TOPICS));
  const asked = named ?? new Set<string>(ofKinds ? ['results'] : NAMED_TOPICS);
  return {
    topics: TOPICS.filter((topic) => asked.has(topic)),
    annotations: asked.has('annotations'),
    bulletins: asked.has('bulletins'),
    isWhole: ofKinds === undefined && ofSubjects === undefined,
    wants: ({ kind, subject }) =>
      (kind === undefined || ofKinds === undefined || ofKinds.has(kind)) &&
      (ofSubjects === undefined || ofSubjects.has(subject)),
  };
}

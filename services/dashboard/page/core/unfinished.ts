let seen = 0;

/**
 * Notes whether an answer was made before all that is stored was evaluated: its figures are provisional only until then,
 * and no change of a figure need follow.
 */
export function noteEvaluation({
  evaluation,
}: {
  readonly evaluation?: { readonly complete: boolean } | undefined;
}): void {
  if (evaluation?.complete === false) seen += 1;
}

/** How many such answers there were. */
export const unfinishedAnswers = (): number => seen;

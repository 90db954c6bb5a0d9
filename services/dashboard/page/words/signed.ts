/** A reason, and who gave it. */
export const signedText = ({
  reason,
  by,
  author,
}: {
  readonly reason?: string | undefined;
  readonly by?: string | undefined;
  readonly author?: string | undefined;
}): string => [reason, by ?? author].filter(Boolean).join(' · ');

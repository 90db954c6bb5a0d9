/** A part of a text, and where it begins. */
export interface TextPart {
  readonly text: string;
  readonly at: number;
}

/** The parts of a text with commas between. */
export function textParts(text: string): readonly TextPart[] {
  let at = 0;
  return text.split(',').map((part) => {
    const found = { text: part, at };
    at += part.length + 1;
    return found;
  });
}

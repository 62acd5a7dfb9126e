/**
 * Places in a text. All offsets inside kalint are UTF-16 code units from the start of the text, end exclusive;
 * lines and columns exist only where a finding is shown (see line-index.ts).
 */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export function span(start: number, end: number): Span {
  return { start, end };
}

/** True where the offset lies in the span or at its end: a cursor just behind a word still belongs to it. */
export function touches(s: Span, offset: number): boolean {
  return s.start <= offset && offset <= s.end;
}

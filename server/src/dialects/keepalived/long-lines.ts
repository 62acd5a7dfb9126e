/** Lines that are too long for keepalived: it cuts them and reads the rest as a line of its own, comments too. */

/** The most bytes of a line that are read at once. */
const maxLineBytes = 1023;

/** The offsets at which the daemon cuts lines; nearly every text has none. */
export function cutsOf(text: string): readonly number[] {
  const cuts: number[] = [];
  for (let start = 0; start <= text.length; ) {
    const found = text.indexOf("\n", start);
    const end = found < 0 ? text.length : found;
    // No character takes more than three bytes for each unit of it.
    if ((end - start) * 3 > maxLineBytes) cutLine(text, start, end, cuts);
    start = end + 1;
  }
  return cuts;
}

function cutLine(text: string, start: number, end: number, cuts: number[]): void {
  let bytes = 0;
  for (let at = start; at < end; at++) {
    const width = widthOf(text.charCodeAt(at));
    if (bytes + width > maxLineBytes) {
      cuts.push(at);
      bytes = 0;
    }
    bytes += width;
  }
}

/** Bytes of one UTF-16 unit in UTF-8; a pair of surrogates has four, and is not cut apart. */
function widthOf(code: number): number {
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  if (code >= 0xdc00 && code < 0xe000) return 0;
  return code >= 0xd800 && code < 0xdc00 ? 4 : 3;
}

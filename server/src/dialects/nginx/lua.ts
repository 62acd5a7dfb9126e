/**
 * Finds the end of a Lua block in a configuration as the Lua module does: it knows comments, strings and long
 * brackets, counts braces, and takes everything else as it comes.
 */

/** The offset behind the brace that closes the one at `open`; the text's end where none does. */
export function scanLuaBody(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    const character = text[at];
    if (character === "{") depth++;
    else if (character === "}") {
      if (--depth === 0) return at + 1;
    } else if (character === '"' || character === "'") at = endOfString(text, at, character) - 1;
    else if (character === "-" && text[at + 1] === "-") at = endOfComment(text, at) - 1;
    else if (character === "[") at = (endOfLongBracket(text, at) ?? at + 1) - 1;
  }
  return text.length;
}

function endOfString(text: string, start: number, quote: string): number {
  for (let at = start + 1; at < text.length; at++) {
    const character = text[at];
    if (character === "\\") at++;
    else if (character === quote) return at + 1;
  }
  return text.length;
}

function endOfComment(text: string, start: number): number {
  const long = text[start + 2] === "[" ? endOfLongBracket(text, start + 2) : undefined;
  if (long !== undefined) return long;
  const lineFeed = text.indexOf("\n", start);
  return lineFeed < 0 ? text.length : lineFeed;
}

/** The end of `[[ … ]]` or `[==[ … ]==]` that begins at `start`; `undefined` where none begins there. */
function endOfLongBracket(text: string, start: number): number | undefined {
  let at = start + 1;
  while (text[at] === "=") at++;
  if (text[at] !== "[") return undefined;
  const closing = `]${"=".repeat(at - start - 1)}]`;
  const end = text.indexOf(closing, at + 1);
  return end < 0 ? text.length : end + closing.length;
}

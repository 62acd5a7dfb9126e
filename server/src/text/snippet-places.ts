/** Texts to insert as editors take them: `${1:text}` is a place to fill in, `${1|a,b|}` one with words to choose from. */

/** In the lines `<text>` is a place to fill in, `<a|b>` words to choose from, `<=text>` an earlier place again. */
export function withPlaces(lines: readonly string[], suggested: (source: string) => string): string {
  const sources: string[] = [];
  return lines
    .join("\n")
    .replaceAll("$", "\\$")
    .replace(/<(=?)([^>]*)>/g, (_, same: string, source: string) => {
      const number = same === "" ? sources.push(source) : sources.lastIndexOf(source) + 1;
      return source.includes("|")
        ? `\${${number}|${source.replaceAll("|", ",")}|}`
        : `\${${number}:${suggested(source)}}`;
    });
}

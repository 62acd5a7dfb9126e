/** Makes a text as short as it can be while something still holds of it. */

/** Deletes runs of lines, long ones first, as long as `holds` says yes. */
export async function minimise(text: string, holds: (text: string) => Promise<boolean>): Promise<string> {
  let lines = text.split("\n");
  for (let size = lines.length >> 1; size > 0; size = size === 1 ? 0 : size >> 1) {
    for (let again = true; again; ) {
      again = false;
      for (let at = 0; at < lines.length; ) {
        const rest = [...lines.slice(0, at), ...lines.slice(at + size)];
        if (await holds(rest.join("\n"))) {
          lines = rest;
          again = size === 1;
        } else at += size;
      }
    }
  }
  return lines.join("\n");
}

/** An option that the first of several lines has even where it is not written: of servers on one address one is the default. */
import type { Body, Line } from "./line.ts";

/** The option that the dialect names for a line. */
export function optionOfFirst({ known, name, comparison }: Line): string | undefined {
  return known === undefined ? undefined : comparison.firstHas.get(`${known.scope}/${name}`);
}

/** What the lines have in common of which one has the option. */
export function argumentOf({ meaning, name }: Line): string {
  return `${name}\0${meaning.words[1]?.text}`;
}

/** By argument the line that has the option: the one that says so, else the first. */
export function firstsIn(top: Body): ReadonlyMap<string, Line> {
  const firsts = new Map<string, { readonly line: Line; readonly says: boolean }>();
  const stack: Line[] = [...top.lines].reverse();
  for (let line = stack.pop(); line !== undefined; line = stack.pop()) {
    const inner = line.isBlock ? line.body.lines : [];
    for (let i = inner.length - 1; i >= 0; i--) stack.push(inner[i] ?? line);
    const option = optionOfFirst(line);
    if (option === undefined) continue;
    const says = line.meaning.options.some(({ key }) => key === option);
    const known = firsts.get(argumentOf(line));
    if (known === undefined || (says && !known.says)) firsts.set(argumentOf(line), { line, says });
  }
  return new Map([...firsts].map(([argument, { line }]) => [argument, line]));
}

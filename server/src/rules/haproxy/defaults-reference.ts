/** `from` that names a `defaults` section which can not be meant, or one that other proxies use without naming it. */
import type { Verdict } from "../../catalogue/entry.ts";
import type { Span } from "../../text/span.ts";
import { haproxyRule, headOf, isProxy, type Section, sectionsIn } from "./haproxy-rule.ts";

export const defaultsReference = haproxyRule({
  name: "defaults-reference",
  code: "HA231",
  severity: "error",
  daemon: "reject",
  goesOn: true,
  check({ file, unit }, report) {
    if (unit.partial || unit.files.some((f) => f.tree.templated)) return;
    const sections = sectionsIn(unit);
    if (sections.some(({ directive, file: f }) => f.checked.known.get(directive)?.conditional)) return;
    const named = new Map<string, Section[]>();
    const explicit = new Set<Section>();
    const implicit = new Set<Section>();
    let last: Section | undefined;
    for (const section of sections) {
      const found: { id: string; at: Span; first?: Section; name: string; daemon?: Verdict }[] = [];
      const head = headOf(section.directive);
      const reference = referenceOf(section);
      const above = named.get(reference?.value ?? "") ?? [];
      const id = reference === undefined ? undefined : problemOf(reference.value, above, sections);
      if (reference !== undefined && id !== undefined)
        found.push({ id, at: reference, name: reference.value });
      const source = reference === undefined ? (isProxy(section) ? last : undefined) : above[0];
      if (source !== undefined) {
        (reference === undefined ? implicit : explicit).add(source);
        if (explicit.has(source) && implicit.has(source))
          found.push({
            id: "mixed",
            at: head,
            first: source,
            name: source.name?.value ?? "",
            daemon: "warn",
          });
      }
      if (section.kind === "defaults") {
        last = section;
        const name = section.name?.value;
        const same = name === undefined ? [] : (named.get(name) ?? []);
        const first = same.find((other) => explicit.has(other));
        if (first !== undefined && file.target === "3.2")
          found.push({ id: "redefined", at: head, first, name: name ?? "" });
        if (name !== undefined) named.set(name, [...same, section]);
      }
      if (section.file !== file) continue;
      for (const { id, at, first, name, daemon } of found)
        report({ file, span: at }, id, {
          params: { name },
          ...(daemon === undefined ? {} : { daemon, severity: "warning" }),
          ...(first === undefined
            ? {}
            : {
                related: [
                  { place: { file: first.file, span: headOf(first.directive) }, message: { id: "first" } },
                ],
              }),
        });
    }
  },
});

/** The name behind `from`. */
function referenceOf({ directive: { words } }: Section) {
  const from = words.findIndex((word, i) => i > 0 && word.value === "from");
  return from < 0 ? undefined : words[from + 1];
}

/** What is wrong with a name for which these sections stand above; one that nothing has is another rule's. */
function problemOf(name: string, above: readonly Section[], all: readonly Section[]): string | undefined {
  if (above.length > 1) return "ambiguous";
  const isThere = all.some((section) => section.kind === "defaults" && section.name?.value === name);
  return above.length === 0 && isThere ? "later" : undefined;
}

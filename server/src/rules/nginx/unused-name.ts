/** An upstream, a log format, a shared memory zone or a named location that nothing uses: left over, or mistyped elsewhere. */
import type { PlacedName } from "../../catalogue/check.ts";
import { remembered } from "../../workspace/remembered.ts";
import type { Unit } from "../../workspace/snapshot.ts";
import { hasModules, isComplete, namesOf, nginxRule } from "./nginx-rule.ts";

const kinds = ["upstream", "log-format", "limit-req-zone", "limit-conn-zone", "cache-zone", "named-location"];

export const unusedName = nginxRule({
  name: "unused-name",
  code: "NG340",
  severity: "hint",
  daemon: "silent",
  check(subject, report) {
    const { file, unit } = subject;
    if (!isComplete(subject) || file.tree.templated || hasModules(unit)) return;
    for (const kind of kinds) {
      const used = new Set(namesOf(subject, kind, "reference").map(({ name }) => name.name.toLowerCase()));
      for (const { file: other, name } of namesOf(subject, kind, "definition")) {
        if (other !== file || name.kinds.find((one) => kinds.includes(one)) !== kind) continue;
        if (!used.has(name.name.toLowerCase()) && !mayBeUsed(kind, name))
          report({ file, span: name.span }, kind, { params: { name: name.name } });
      }
    }

    function mayBeUsed(kind: string, { name }: PlacedName): boolean {
      const wanted = name.toLowerCase();
      if (chosenLate(unit).has(kind)) return true;
      // A name that a variable may hold stands there as a word.
      return (wordsIn(unit).get(wanted) ?? 0) > 1;
    }
  },
});

/** Kinds of which a variable may name any when a request comes: `proxy_pass http://$arg_backend`, `proxy_cache $zone`. */
const chosenLate = remembered((unit: Unit) => {
  const kinds = new Set<string>();
  for (const { checked } of unit.files) {
    for (const { directive } of checked.known.values()) {
      const [keyword, value = keyword] = directive.words;
      const host = value.value.replace(/^\w+:\/\/?/, "").split("/", 1)[0] ?? "";
      if (/_pass$/.test(keyword.value) && host.includes("$")) kinds.add("upstream");
      if (/_cache$/.test(keyword.value) && host.includes("$")) kinds.add("cache-zone");
    }
  }
  return kinds;
});

/** How often each word is written. */
const wordsIn = remembered((unit: Unit) => {
  const counts = new Map<string, number>();
  for (const { text } of unit.files) {
    for (const [word] of text.toLowerCase().matchAll(/@?[\w.-]+/g))
      counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
});

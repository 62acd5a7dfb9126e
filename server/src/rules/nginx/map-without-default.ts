/** A `map` or a `geo` without `default` whose variable decides something: for what fits no line it is empty. */
import { called } from "./blocks.ts";
import { mappedVariable, readMapped } from "./mapped.ts";
import { namesOf, nginxRule } from "./nginx-rule.ts";

export const mapWithoutDefault = nginxRule({
  name: "map-without-default",
  code: "NG315",
  severity: "info",
  isOptional: true,
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const kind of ["map", "geo"]) {
      for (const { directive } of called(subject, kind)) {
        if (directive.body === undefined || file.tree.templated || readMapped(directive).hasDefault) continue;
        const word = mappedVariable(directive);
        const variable = word.value.replace(/^\$/, "").toLowerCase();
        const use = namesOf(subject, "variable", "reference").find(
          ({ name }) => name.name === variable && /^if$|_pass$/.test(name.directive.words[0].value),
        );
        if (use === undefined) continue;
        report({ file, span: word }, "none", {
          params: { variable: word.value },
          related: [{ place: { file: use.file, span: use.name.span }, message: { id: "decides" } }],
        });
      }
    }
  },
});

/** `@name` as the last resort of `try_files` or `error_page`, and no location of that name in the server. */
import { nearestName } from "../../catalogue/near.ts";
import type { Directive } from "../../syntax/tree.ts";
import { type Fix, replace } from "../rule.ts";
import { contentOf, isCalled, nginxRule } from "./nginx-rule.ts";

export const undefinedNamedLocation = nginxRule({
  name: "undefined-named-location",
  code: "NG223",
  severity: "error",
  daemon: "silent",
  check({ file, snapshot }, report) {
    if (file.tree.templated) return;
    const known = new Map<Directive, { readonly names: readonly string[]; readonly complete: boolean }>();
    for (const use of file.model.names) {
      if (use.role !== "reference" || !use.kinds.includes("named-location")) continue;
      const server = use.parents.find((parent) => file.checked.known.get(parent)?.entry.opens === "server");
      if (server === undefined) continue;
      const { names, complete } = locationsIn(server);
      if (!complete || names.includes(use.name)) continue;
      const near = nearestName(
        use.name,
        names.filter((name) => name.startsWith("@")),
      );
      const fixes: Fix[] =
        near === undefined ? [] : [replace({ id: "fix", params: { near } }, "unsafe", use.span, near)];
      report({ file, span: use.span }, near === undefined ? "undefined" : "near", {
        params: { name: use.name, near: near ?? "" },
        fixes,
      });
    }

    function locationsIn(server: Directive): {
      readonly names: readonly string[];
      readonly complete: boolean;
    } {
      let found = known.get(server);
      if (found === undefined) {
        const { statements, complete } = contentOf(snapshot, file, server);
        const locations = statements.filter((s) => isCalled(s, "location"));
        found = { names: locations.map((s) => s.directive.words[1]?.value ?? ""), complete };
        known.set(server, found);
      }
      return found;
    }
  },
});

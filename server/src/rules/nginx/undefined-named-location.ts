/** `@name` as the last resort of `try_files` or `error_page`, and no location of that name in the server. */
import { nearestName } from "../../catalogue/near.ts";
import { namesHere } from "../locality.ts";
import { type Fix, replace } from "../rule.ts";
import { ownBlocks, statementsCalled } from "./blocks.ts";
import { nginxRule } from "./nginx-rule.ts";

export const undefinedNamedLocation = nginxRule({
  name: "undefined-named-location",
  code: "NG223",
  severity: "error",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    if (file.tree.templated) return;
    const servers = new Map(ownBlocks(subject, "server").map((block) => [block.opener.directive, block]));
    for (const use of namesHere(subject)) {
      if (use.role !== "reference" || !use.kinds.includes("named-location")) continue;
      const server = use.parents.map((parent) => servers.get(parent)).find((block) => block !== undefined);
      if (server?.complete !== true) continue;
      const locations = statementsCalled(server, "location");
      const names = locations.map((s) => s.directive.words[1]?.value ?? "");
      if (names.includes(use.name)) continue;
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
  },
});

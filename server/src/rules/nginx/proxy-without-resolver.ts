/** A host in `proxy_pass` that a variable holds is looked up with each request, and nginx asks no one but a `resolver`. */
import { parseEndpoint } from "../../dialects/nginx/endpoint.ts";
import { parseAddress } from "../../model/address.ts";
import type { Snapshot, Unit } from "../../workspace/snapshot.ts";
import { allBlocks, type Block, held } from "./blocks.ts";
import { variablesOf } from "./client-input.ts";
import { effective, isCertain } from "./effective.ts";
import { namesOf, nginxRule } from "./nginx-rule.ts";

export const proxyWithoutResolver = nginxRule({
  name: "proxy-without-resolver",
  code: "NG323",
  severity: "warning",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file, unit, snapshot } = subject;
    for (const { block, statement } of held(subject, "proxy_pass")) {
      const word = statement.directive.words[1];
      if (word === undefined || word.unknown !== undefined || !isCertain(block)) continue;
      const [, authority = ""] = /^(?:https?:\/\/)?([^/]*)/i.exec(word.value) ?? [];
      if (!authority.includes("$") || effective(block, "resolver") !== undefined) continue;
      const name = hostNameIn(authority, block, unit, snapshot);
      if (name !== undefined) report({ file, span: word }, "none", { params: { name } });
    }
  },
});

/** A host name that the variables may hold: one that is no upstream and no address. */
function hostNameIn(authority: string, block: Block, unit: Unit, snapshot: Snapshot): string | undefined {
  const upstreams = new Set(
    namesOf({ unit }, "upstream", "definition").map(({ name }) => name.name.toLowerCase()),
  );
  const [variable] = variablesOf(authority);
  if (variable === undefined || /^\d$/.test(variable)) return undefined;
  const values =
    authority === `$${variable}` || authority === `\${${variable}}`
      ? valuesOf(variable, block, unit, snapshot)
      : [];
  return values.find((value) => {
    const { host, socket } = parseEndpoint(value.replace(/^https?:\/\//i, ""), false);
    return (
      !socket &&
      /^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/i.test(host) &&
      parseAddress(host) === undefined &&
      !upstreams.has(host.toLowerCase())
    );
  });
}

/** The fixed texts that a variable is given by `set` and `map`. */
function valuesOf(variable: string, block: Block, unit: Unit, snapshot: Snapshot): string[] {
  const given: string[] = [];
  for (const at of allBlocks(unit, snapshot)) {
    for (const { directive } of at.statements) {
      const [keyword, first, second] = directive.words;
      const name = (word: typeof first) => word?.value.toLowerCase() === `$${variable}`;
      if (keyword.value === "set" && name(first) && isAround(at, block)) given.push(second?.value ?? "");
      else if (keyword.value === "map" && name(second)) {
        for (const line of directive.body?.children ?? [])
          if (line.kind === "directive") given.push(line.words[1]?.value ?? "");
      }
    }
  }
  return given.filter((value) => value !== "" && !value.includes("$"));
}

function isAround(outer: Block, inner: Block): boolean {
  for (let at: Block | undefined = inner; at !== undefined; at = at.parent) {
    if (at === outer || at === outer.parent) return true;
  }
  return false;
}

/** Two things with one number, or one globally unique name. */
import { parseAddress } from "../../dialects/haproxy/address.ts";
import type { Word } from "../../syntax/tree.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import { haproxyRule, isProxy, isUncertain, type Line, type Section, sectionsIn } from "./haproxy-rule.ts";
import { optionsFrom } from "./servers.ts";

interface Use {
  readonly word: Word;
  /** What must not have two of one value. */
  readonly scope: string;
}

export const duplicateId = haproxyRule({
  name: "duplicate-id",
  code: "HA235",
  severity: "error",
  daemon: "reject",
  needs: [" id", " guid"],
  check({ file, unit }, report) {
    if (unit.partial || unit.files.some((f) => f.tree.templated)) return;
    const seen = new Map<string, { word: Word; file: SourceFile }>();
    sectionsIn(unit).forEach((section, i) => {
      if (!isProxy(section)) return;
      for (const line of section.lines) {
        if (isUncertain(line)) continue;
        for (const { word, scope } of usesIn(section, line, i)) {
          const value = scope.endsWith("guid") ? word.value : String(Number.parseInt(word.value, 10));
          const key = `${scope} ${value}`;
          const first = seen.get(key);
          if (first === undefined) seen.set(key, { word, file: section.file });
          else if (section.file === file)
            report({ file, span: word }, scope === "guid" ? "guid" : "id", {
              params: { name: word.value },
              related: [{ place: { file: first.file, span: first.word }, message: { id: "first" } }],
            });
        }
        const id = line.keyword === "bind" ? optionOf(line, 2, "id") : undefined;
        if (id !== undefined && section.file === file && hasSeveral(line))
          report({ file, span: id }, "several");
      }
    });
  },
});

/** The numbers and names that a line gives. A proxy's number is one among all, those within it among its own. */
function usesIn({ file }: Section, line: Line, section: number): Use[] {
  const { keyword, directive } = line;
  const [, own] = directive.words;
  const hasGuid = file.target !== "2.6";
  if (keyword === "id" && own !== undefined) return [{ word: own, scope: "id" }];
  if (keyword === "guid" && own !== undefined && hasGuid) return [{ word: own, scope: "guid" }];
  const isServer = keyword === "server" || keyword === "server-template";
  if (keyword !== "bind" && !isServer) return [];
  const from = isServer ? optionsFrom(directive) : 2;
  const id = optionOf(line, from, "id");
  const guid = hasGuid ? optionOf(line, from, "guid") : undefined;
  return [
    ...(id === undefined ? [] : [{ word: id, scope: `${section} ${isServer ? "server" : "bind"}` }]),
    ...(guid === undefined ? [] : [{ word: guid, scope: "guid" }]),
  ];
}

function optionOf({ directive: { words } }: Line, from: number, option: string): Word | undefined {
  const at = words.findIndex((word, i) => i >= from && word.value === option);
  return at < 0 ? undefined : words[at + 1];
}

/** A `bind` line of more than one socket. */
function hasSeveral({ directive }: Line): boolean {
  const address = directive.words[1]?.value ?? "";
  const { ports } = parseAddress(address);
  return address.includes(",") || (ports !== undefined && ports[0] !== ports[1]);
}

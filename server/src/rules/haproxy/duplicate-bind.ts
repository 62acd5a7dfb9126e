/** Two `bind` lines with one address: the kernel deals connections out between them. */
import { canonicalAddress, parseAddress } from "../../dialects/haproxy/address.ts";
import type { Word } from "../../syntax/tree.ts";
import { remembered } from "../../workspace/remembered.ts";
import type { Unit } from "../../workspace/snapshot.ts";
import { effective, haproxyRule, type Section, sectionsIn } from "./haproxy-rule.ts";

export const duplicateBind = haproxyRule({
  name: "duplicate-bind",
  code: "HA318",
  severity: "error",
  daemon: "silent",
  check({ file, unit }, report) {
    if (unit.partial || unit.files.some((f) => f.tree.templated)) return;
    for (const { first, second, address } of twinsIn(unit)) {
      if (second.section.file !== file) continue;
      const other = first.section.name?.value ?? "";
      const isOwn = first.section === second.section;
      report({ file, span: second.word }, isOwn ? "own" : "other", {
        params: { address, name: other },
        ...(isOwn ? { severity: "info" } : {}),
        related: [{ place: { file: first.section.file, span: first.word }, message: { id: "first" } }],
      });
    }
  },
});

interface Bind {
  readonly section: Section;
  readonly word: Word;
}

/** Options with which two may share an address. */
const separating = new Set(["interface", "namespace", "process", "thread", "shards", "nbconn"]);

const twinsIn = remembered((unit: Unit) => {
  const seen = new Map<string, Bind>();
  const twins: { readonly first: Bind; readonly second: Bind; readonly address: string }[] = [];
  for (const section of sectionsIn(unit)) {
    if (section.kind !== "frontend" && section.kind !== "listen") continue;
    const binds = section.lines.filter(({ keyword, known }) => keyword === "bind" && !known.conditional);
    if (binds.length === 0 || effective(section, unit).disabled) continue;
    for (const { words } of binds.map(({ directive }) => directive)) {
      const word = words[1];
      if (
        word === undefined ||
        words.some(({ unknown, value }) => unknown !== undefined || separating.has(value))
      )
        continue;
      for (const part of word.value.split(",")) {
        if (part === "" || part.includes("$") || parseAddress(part).local) continue;
        const address = canonicalAddress(part, "bind");
        const first = seen.get(address);
        const bind = { section, word };
        if (first === undefined) seen.set(address, bind);
        else twins.push({ first, second: bind, address });
      }
    }
  }
  return twins;
});

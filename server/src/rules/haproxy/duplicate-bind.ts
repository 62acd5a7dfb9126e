/** Two `bind` lines with one address: the kernel deals connections out between them. */
import type { Piece } from "../../catalogue/check.ts";
import { canonicalAddress, parseAddress } from "../../dialects/haproxy/address.ts";
import type { Directive, Word } from "../../syntax/tree.ts";
import { remembered } from "../../workspace/remembered.ts";
import type { Unit } from "../../workspace/snapshot.ts";
import {
  effective,
  haproxyRule,
  linesCalled,
  type Section,
  sectionsHere,
  sectionsIn,
} from "./haproxy-rule.ts";

export const duplicateBind = haproxyRule({
  name: "duplicate-bind",
  code: "HA318",
  severity: "error",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    if (!sectionsHere(subject).some((section) => linesCalled(section, "bind").length > 0)) return;
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
  const byAddress = new Map<string, Bind[]>();
  for (const section of sectionsIn(unit)) {
    if (section.kind !== "frontend" && section.kind !== "listen") continue;
    for (const { word, address } of addressesIn(section.piece)) {
      const others = byAddress.get(address);
      if (others === undefined) byAddress.set(address, [{ section, word }]);
      else others.push({ section, word });
    }
  }
  const twins: { readonly first: Bind; readonly second: Bind; readonly address: string }[] = [];
  for (const [address, binds] of byAddress) {
    if (binds.length < 2) continue;
    const [first, ...others] = binds.filter(({ section }) => !effective(section, unit).disabled);
    if (first !== undefined) for (const second of others) twins.push({ first, second, address });
  }
  return twins;
});

const addressesIn = remembered(({ known }: Piece) =>
  known.flatMap(({ directive, entry, conditional }) => {
    const word = directive.words[1];
    if (entry.name !== "bind" || conditional || word === undefined) return [];
    return addressesOf(directive).map((address) => ({ word, address }));
  }),
);

/** The addresses of a `bind` line that another can clash with. */
function addressesOf({ words }: Directive): readonly string[] {
  if (words.some(({ unknown, value }) => unknown !== undefined || separating.has(value))) return [];
  return (words[1]?.value ?? "")
    .split(",")
    .filter((part) => part !== "" && !part.includes("$") && !parseAddress(part).local)
    .map((part) => canonicalAddress(part, "bind"));
}

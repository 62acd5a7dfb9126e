/** A log format, a shared memory zone or a line of a `map` whose name is taken: nginx refuses the second. */
import type { Piece } from "../../catalogue/check.ts";
import type { Directive, Word } from "../../syntax/tree.ts";
import type { Span } from "../../text/span.ts";
import { remembered } from "../../workspace/remembered.ts";
import type { Unit } from "../../workspace/snapshot.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import { isTemplated } from "../../workspace/units.ts";
import type { Report } from "../rule.ts";
import { familyOf, namesOf, nginxRule, type UnitName } from "./nginx-rule.ts";

const zones = ["limit-req-zone", "limit-conn-zone", "cache-zone"];

export const duplicateName = nginxRule({
  name: "duplicate-name",
  code: "NG219",
  severity: "error",
  daemon: "reject",
  check(subject, report) {
    const { file, unit } = subject;
    for (const { first, second, message } of takenNames(unit)) {
      if (second.file !== file) continue;
      const place = first && { file: first.file, span: first.name.span };
      report({ file, span: second.name.span }, message, {
        params: { name: second.name.name },
        ...(place === undefined ? {} : { related: [{ place, message: { id: "first" } }] }),
      });
    }
    if (file.tree.templated) return;
    for (const { node, known } of file.checked.pieces)
      if (known[0]?.entry.opens === "map" && node.kind === "directive") checkMap(file, node, report);
  },
});

interface TakenName {
  /** Absent where nginx itself has the name. */
  readonly first?: UnitName;
  readonly second: UnitName;
  readonly message: string;
}

const takenNames = remembered((unit: Unit) => {
  const found: TakenName[] = [];
  if (isTemplated(unit)) return found;
  const seen = new Map<string, UnitName>();
  for (const [kind, message] of [
    ["log-format", "log-format"],
    ...zones.map((zone) => [zone, "zone"]),
  ] as const) {
    for (const second of namesOf({ unit }, kind ?? "", "definition")) {
      const family = kind === "log-format" ? familyOf(second.file, second.name.directive) : "";
      const key = `${message} ${family} ${second.name.name}`;
      const first = seen.get(key);
      // Of two in one line the daemon reads the second.
      if (first?.name.directive === second.name.directive) continue;
      if (first !== undefined) found.push({ first, second, message: message ?? "" });
      else if (key === "log-format http combined") found.push({ second, message: "built-in" });
      else seen.set(key, second);
    }
  }
  for (const { file, span, name } of unit.files.flatMap(otherZones)) {
    const first = seen.get(`zone  ${name}`);
    if (first !== undefined)
      found.push({ first, second: { file, name: { ...first.name, span } }, message: "zone-use" });
  }
  return found;
});

/** Shared memory that an upstream or the sessions of TLS are kept in: several may share it, but not with a limit. */
function otherZones(file: SourceFile): { file: SourceFile; span: Span; name: string }[] {
  const words = file.checked.pieces.flatMap(zoneWordsIn);
  return words.flatMap((word) => {
    const shared = /^(?:shared:)?([^:]+)/.exec(word.value)?.[1];
    return shared === undefined || word.unknown !== undefined ? [] : [{ file, span: word, name: shared }];
  });
}

const zoneWordsIn = remembered(({ known }: Piece): readonly Word[] =>
  known.flatMap(({ entry, directive: { words } }) =>
    entry.name === "zone" ? words.slice(1, 2) : entry.name === "ssl_session_cache" ? words.slice(1) : [],
  ),
);

const specials = new Set(["default", "hostnames", "volatile", "include"]);

/** Keys are compared without regard to case; regular expressions are tried one after the other. */
function checkMap(file: SourceFile, map: Directive, report: Report): void {
  const seen = new Map<string, Directive>();
  const lines = (map.body?.children ?? []).filter((node): node is Directive => node.kind === "directive");
  const hasHostnames = lines.some((line) => line.words.length === 1 && line.words[0].value === "hostnames");
  for (const line of lines) {
    if (line.words.length !== 2) continue;
    const [key] = line.words;
    if (key.unknown !== undefined || key.value.startsWith("~") || specials.has(key.value)) continue;
    const name = key.value.toLowerCase();
    // `.example.org` is the name and all below it.
    const claimed = hasHostnames && name.startsWith(".") ? [name.slice(1), `*${name}`] : [name];
    const first = claimed.map((one) => seen.get(one)).find((one) => one !== undefined);
    if (first === undefined) {
      for (const one of claimed) seen.set(one, line);
      continue;
    }
    report({ file, span: key }, "map-key", {
      params: { name: key.value },
      related: [{ place: { file, span: first.words[0] }, message: { id: "first" } }],
    });
  }
}

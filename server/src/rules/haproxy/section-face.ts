/** What other sections can see of a section. */
import type { Piece } from "../../catalogue/check.ts";
import { canonicalAddress } from "../../dialects/haproxy/address.ts";
import { haproxy } from "../../dialects/haproxy/haproxy.ts";
import type { Directive } from "../../syntax/tree.ts";
import { remembered } from "../../workspace/remembered.ts";
import { type Face, spelled } from "../locality.ts";

/** Lines of proxies that rules look for in other sections, too. */
const outer = /^(?:mode|disabled|enabled|bind|default_backend|email-alert)$/;
const outerTimeout = /^(?:server|tunnel)$/;

export const faceOf = remembered(({ node, names }: Piece): Face => {
  if (node.kind !== "directive") return { forAll: "", defines: new Map(), mentions: new Map() };
  const lines = linesOf(node);
  const shown = [node, ...lines.filter((line) => isOuter(line, node))].map(spelled);
  const isDivided = lines.some(({ words }) => words[0].value === "use_backend");
  const servers = lines.flatMap(({ words: [{ value }, name] }) =>
    value.startsWith("server") ? [`server ${name?.value} ${name?.unknown}`] : [],
  );
  const outside = names.filter(
    ({ kinds, within }) => within !== undefined || !kinds.every((kind) => haproxy.localKinds?.includes(kind)),
  );
  const named = (role: "definition" | "reference") =>
    outside.flatMap((name) => (name.role === role ? [name.within ?? name.name] : []));
  const [keyword, name] = node.words;
  const isShared = keyword.value === "global" || keyword.value === "defaults";
  const text = [...shown, ...servers, `${isDivided}`].join("\n");
  const own = [...(name === undefined ? [] : [name.value]), ...named("definition")];
  return {
    forAll: (isShared ? [node, ...lines] : lines.filter(isAboutTable)).map(spelled).join("\n"),
    defines: new Map([...own, ...lines.flatMap(addressesOf)].map((one) => [one, text])),
    mentions: new Map(named("reference").map((one) => [one, text])),
  };
});

function linesOf(section: Directive): Directive[] {
  return (section.body?.children ?? []).filter((line) => line.kind === "directive");
}

function isOuter({ words, prefixes }: Directive, section: Directive): boolean {
  if (!/^(?:frontend|backend|listen)$/.test(section.words[0].value)) return true;
  const [keyword, second] = words;
  if (keyword.value === "timeout") return outerTimeout.test(second?.value ?? "");
  return prefixes.length > 0 || outer.test(keyword.value);
}

/** Rules of any section may be about tables without a name. */
function isAboutTable({ words }: Directive): boolean {
  return words.some(({ value }) => /^(?:stick-table|table$|track-sc)/.test(value));
}

function addressesOf({ words: [keyword, addresses] }: Directive): string[] {
  if (keyword.value !== "bind" || addresses === undefined) return [];
  return addresses.value.split(",").flatMap((part) => (part === "" ? [] : [canonicalAddress(part, "bind")]));
}

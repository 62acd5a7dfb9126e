/** Who can reach a proxy: what its `bind` lines say of that, and the lines that turn somebody away. */
import { parseAddress } from "../../dialects/haproxy/address.ts";
import type { Directive, Word } from "../../syntax/tree.ts";
import type { Unit } from "../../workspace/snapshot.ts";
import { effective, type Line, type Section, sectionsIn } from "./haproxy-rule.ts";

/** The `bind` lines of a proxy that other hosts reach. */
export function openBinds({ lines }: Section): readonly Line[] {
  return lines.filter(({ keyword, directive }) => {
    const address = directive.words[1];
    return keyword === "bind" && address !== undefined && isReachable(address) && !isLoopbackOnly(directive);
  });
}

/** True for an address that other hosts reach; false too where only the host or a template can tell. */
export function isReachable({ value, unknown }: Word): boolean {
  if (unknown !== undefined || value.includes("$")) return false;
  return value.split(",").some((part) => {
    const { host, local } = parseAddress(part);
    return part !== "" && !local && !isLoopback(host);
  });
}

export function isLoopback(host: string): boolean {
  return /^(?:::ffff:)?127\.|^::1$|^localhost$/i.test(host);
}

/** The word behind an option of a line. */
export function optionValue({ words }: Directive, option: string): Word | undefined {
  const at = words.findIndex((word, index) => index > 0 && word.value === option);
  return at < 0 ? undefined : words[at + 1];
}

function isLoopbackOnly(bind: Directive): boolean {
  return optionValue(bind, "interface")?.value === "lo";
}

/** The proxies through which a client comes to this one: itself, or those that send to it. */
export function entrancesOf(section: Section, unit: Unit): readonly Section[] {
  if (section.kind !== "backend") return [section];
  const name = section.name?.value;
  return sectionsIn(unit).filter(
    ({ kind, lines }) =>
      (kind === "frontend" || kind === "listen") &&
      lines.some(
        ({ keyword, directive }) =>
          (keyword === "default_backend" || keyword === "use_backend") && directive.words[1]?.value === name,
      ),
  );
}

/** True of a proxy that does more than answer by itself. */
export function carriesTraffic({ lines }: Section): boolean {
  return lines.some(({ keyword }) =>
    /^(?:server|server-template|default_backend|use_backend)$/.test(keyword),
  );
}

const turningAway = new Set(["auth", "deny", "reject", "tarpit", "silent-drop"]);

/** True where some rule of the proxy may turn a client away, whomever it means. */
export function turnsAway(section: Section, unit: Unit): boolean {
  return effective(section, unit).lines.some(({ keyword, directive: { words } }) => {
    const action = words[keyword.split(" ").length];
    if (action === undefined) return false;
    if (keyword === "http-request" || keyword === "stats http-request")
      return (
        turningAway.has(action.value) ||
        action.value.startsWith("lua.") ||
        (endsRequest.has(action.value) && !words.some(({ value }) => value === "if" || value === "unless"))
      );
    return keyword.startsWith("tcp-request ") && turningAway.has(action.value);
  });
}

const endsRequest = new Set(["return", "redirect", "use-service"]);

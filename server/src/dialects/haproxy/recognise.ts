/** How a file is known to be HAProxy's, and as what its top level is read. */
import type { Catalogue } from "../../catalogue/catalogue.ts";
import { bestScope } from "../../catalogue/check.ts";
import type { Tree } from "../../syntax/tree.ts";
import { sectionNames } from "./parser.ts";

const path =
  /(?:^|\/)(?:[^/]*haproxy[^/]*\.(?:cfg|conf)(?:[.-][^/]*)?|(?:[^/]*\/)?haproxy\/(?:[^/]+\/)*[^/]+\.cfg(?:\.[^/]*)?|haproxy[^/]*\.(?:j2|tpl|tmpl|template|erb))$/i;
const section = /^(?:global|defaults(?: +\S+)?|(?:frontend|backend|listen) +\S+.*)[ \t]*(?:#.*)?\r?$/m;
const line =
  /^[ \t]*(?:bind +\S|mode +(?:http|tcp)\b|timeout +(?:client|connect|server|queue|check|http-request)\b|server +\S+ +\S+|default_backend +\S|use_backend +\S|option +(?:httplog|tcplog|httpchk|forwardfor|redispatch|dontlognull)\b|balance +(?:roundrobin|leastconn|source)\b|log +\S+ +local\d|stats +(?:socket|enable|uri)\b)/m;
/** Sections and lines that are certain only in a file called `.cfg`. */
const partSection =
  /^(?:(?:frontend|backend|listen|userlist|resolvers|peers|mailers|cache|ring|http-errors|fcgi-app|log-forward) +\S+|defaults +\S+)(?: +from +\S+)?[ \t]*(?:#.*)?\r?$/m;
const partLine =
  /^[ \t]+(?:acl +\S+ +\S|(?:http|tcp)-(?:request|response|after-response) +\S|nameserver +\S+ +\S+:\d|peer +\S+ +\S+:\d|user +\S+ +(?:insecure-)?password +\S|balance[ \t\r]*$)/m;
const spoe = /^spoe-agent +\S/m;

export function recognise(file: string, head: string): 0 | 1 | 2 {
  const content =
    spoe.test(head) || (section.test(head) && line.test(head) && !/[;{]\s*$/m.test(head.replace(/#.*/g, "")));
  if (/\.cfg(?:[.-]|$)/i.test(file) && partSection.test(head) && partLine.test(head)) return 2;
  if (path.test(file)) return content || section.test(head) ? 2 : 1;
  return content ? 2 : 0;
}

/** A text without any section is a piece of one: what it knows tells of which. */
export function rootScope(tree: Tree, catalogue: Catalogue): string | undefined {
  const sections = tree.children.some((n) => n.kind === "directive" && sectionNames.has(n.words[0].value));
  if (sections || tree.children.length === 0) return "file";
  return bestScope(tree, catalogue, [
    "backend",
    "frontend",
    "listen",
    "global",
    "defaults",
    "peers",
    "resolvers",
  ]);
}

/** Commands without what belongs to the node that runs them: what is left can be compared between nodes. */
import type { Member } from "../../ha/virtual-routers.ts";
import { nodeTokens } from "../../workspace/node-tokens.ts";
import { remembered } from "../../workspace/remembered.ts";

/** The command as far as it must be the same everywhere: no names and addresses of nodes, no host of a URL, no directory of programs. */
export function comparableCommand(command: string, members: readonly Member[]): string {
  let text = command.trim().replace(/\s+/g, " ");
  for (const member of members) for (const own of namesOf(member)) text = text.replace(own, "*");
  text = text
    .replace(/(?<=:\/\/)[^/:\s'"]+/g, "*")
    .replace(/(?<![\w.:])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?![\w:])/gi, "*")
    .replace(/(?<=^|[\s'"(])(?:\/usr)?(?:\/local)?\/s?bin\//g, "");
  for (const { token, kind } of nodeTokens(text)) if (kind !== "number") text = text.replaceAll(token, "*");
  return text;
}

/** What a node is called: in the cluster, by itself, and on its host. */
const namesOf = remembered(({ node, units }: Member): RegExp[] => {
  const ids = units.flatMap((unit) => unit.files.flatMap((f) => f.model.vrrp?.globals.routerId?.value ?? []));
  return [node, ...ids]
    .filter((name) => name !== "")
    .map((name) => new RegExp(`(?<![a-z0-9])${escaped(name)}(?![a-z0-9])`, "gi"));
});

function escaped(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

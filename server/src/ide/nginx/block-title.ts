/** nginx's blocks as a person would call them: in the outline, in a search, above the effective configuration. */
import { isOpened, type OpenedBlock, outward } from "../../rules/nginx/blocks.ts";
import type { Directive } from "../../syntax/tree.ts";

/** From the server inwards: what is around it is the same for all. */
export function blockPath(block: OpenedBlock): string {
  const blocks = [...outward(block)].filter(isOpened).reverse();
  const inner = blocks.filter(({ scope }) => scope !== "http" && scope !== "stream" && scope !== "mail");
  return (inner.length === 0 ? blocks : inner).map(blockTitle).join(" › ");
}

export function blockTitle({ opener, statements }: Pick<OpenedBlock, "opener" | "statements">): string {
  return headTitle(
    opener.directive,
    statements.map(({ directive }) => directive),
  );
}

/** A server by its first name and where it listens, a map by the variable it makes, anything else by its head. */
export function headTitle({ words }: Directive, inner: readonly Directive[]): string {
  const values = words.map((word) => word.value);
  const [keyword = ""] = values;
  if (makesVariable.has(keyword)) return [keyword, values.at(-1) ?? ""].join(" ");
  if (values.length > 1 || keyword !== "server") return values.join(" ");
  const first = (name: string) => inner.find((other) => other.words[0].value === name)?.words[1]?.value;
  const listen = first("listen");
  const port = listen === undefined ? undefined : /^\d+$/.test(listen) ? `:${listen}` : listen;
  return ["server", first("server_name"), port].filter((part) => part !== undefined && part !== "").join(" ");
}

/** The variable comes last, behind what it is made of. */
const makesVariable = new Set(["map", "geo", "split_clients"]);

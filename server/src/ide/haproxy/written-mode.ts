/** The mode of a proxy, where a line says it: its own or one of its `defaults`. */
import { effective, isProxy, sectionsOf } from "../../rules/haproxy/haproxy-rule.ts";
import type { Directive } from "../../syntax/tree.ts";
import type { Unit } from "../../workspace/snapshot.ts";
import type { SourceFile } from "../../workspace/source-file.ts";

export function writtenMode(
  unit: Unit,
  file: SourceFile,
  section: Directive | undefined,
): string | undefined {
  const proxy = sectionsOf(file).find(({ directive }) => directive === section);
  if (proxy === undefined || !(isProxy(proxy) || proxy.kind === "defaults")) return undefined;
  const { lines, mode } = effective(proxy, unit);
  return lines.some(({ keyword }) => keyword === "mode") ? mode : undefined;
}

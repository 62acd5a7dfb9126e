/** Two locations for one path in one place: nginx refuses the second (ngx_http_cmp_locations). */
import { readLocation } from "../../dialects/nginx/location.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import type { Report } from "../rule.ts";
import { isCalled, type OpenedBlock, ownBlocks, type Statement } from "./blocks.ts";
import { headOf, nginxRule } from "./nginx-rule.ts";

export const duplicateLocation = nginxRule({
  name: "duplicate-location",
  code: "NG207",
  severity: "error",
  daemon: "reject",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    if (file.tree.templated) return;
    for (const block of ownBlocks(subject, "server", "location")) checkBlock(block, file, report);
  },
});

function checkBlock({ statements, opener }: OpenedBlock, file: SourceFile, report: Report): void {
  const seen = new Map<string, Statement>();
  for (const statement of statements) {
    if (!isCalled(statement, "location")) continue;
    const { directive } = statement;
    const args = directive.words.slice(1);
    const match = readLocation(args);
    if (match === undefined || args.some((word) => word.unknown !== undefined)) continue;
    // `^~ /a` is the prefix `/a` with a mark; `= /a` is a place of its own.
    const group = match.kind === "prefix-final" ? "prefix" : match.kind;
    const key = `${group} ${match.ignoreCase} ${match.path}`;
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, statement);
      continue;
    }
    // nginx compares no names and no expressions: the first is taken.
    const isTaken = match.kind === "regex" || match.kind === "named";
    const place = statement.file === file ? headOf(directive) : headOf(opener.directive);
    report({ file, span: place }, isTaken ? "never-used" : "duplicate", {
      params: { path: match.path },
      ...(isTaken ? { severity: "warning", daemon: "silent" } : {}),
      related: [{ place: { file: first.file, span: headOf(first.directive) }, message: { id: "first" } }],
    });
  }
}

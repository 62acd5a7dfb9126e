/** An include of a file that is not there, as far as the files at hand tell. */
import type { Include } from "../../model/file-model.ts";
import type { ResolvedInclude } from "../../workspace/snapshot.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import { fileRule, type Report, replace } from "../rule.ts";

export const missingInclude = fileRule({
  name: "missing-include",
  group: "stack",
  code: "ST102",
  severity: "hint",
  // Whether the file is on the host is not known here, so nothing is said of what the daemon will do.
  daemon: "silent",
  check({ file, snapshot }, report) {
    for (const resolved of snapshot.includesOf(file)) {
      if (file.dialect.id === "keepalived") checkKeepalived(file, resolved, report);
      else if (resolved.outcome === "missing" && !packaged.test(resolved.include.pattern))
        report({ file, span: resolved.include.span }, "missing", {
          params: { pattern: resolved.include.pattern },
        });
    }
  },
});

/** Files that come with nginx itself or with its package: a repository has no reason to keep them. */
const packaged =
  /(?:^|\/)(?:mime\.types|(?:fastcgi|scgi|uwsgi|proxy)_params|fastcgi\.conf|koi-(?:utf|win)|win-utf|modules-enabled\/.*|snippets\/(?:fastcgi-php|snakeoil)\.conf)$/;

function checkKeepalived(
  file: SourceFile,
  { include, targets, outcome, unmatched }: ResolvedInclude,
  report: Report,
): void {
  const { pattern, span } = include;
  const inner = /^(["'])([^"']+)\1$/.exec(pattern)?.[2];
  if (inner !== undefined && include.unknown !== true && targets.length === 0) {
    const fixes = [replace({ id: "take-quotes" }, "unsafe", span, inner)];
    report({ file, span }, "quoted", { params: { pattern }, severity: "error", fixes });
    return;
  }
  const [lacking] = unmatched ?? [];
  if (lacking === undefined) return;
  const name = keywordOf(file, include);
  const kind = lacking !== pattern ? "brace" : /[*?[]/.test(lacking) ? "wildcard" : "literal";
  const severity = pattern.startsWith("/") ? "hint" : "warning";
  if (demands(file, include, name).has(kind))
    report({ file, span }, "required", { params: { pattern: lacking, name }, severity });
  else if (outcome === "missing") report({ file, span }, "missing", { params: { pattern }, severity });
}

function keywordOf(file: SourceFile, { span }: Include): string {
  return /include[rmwba]?(?=[ \t]+$)/.exec(file.text.slice(0, span.start))?.[0] ?? "include";
}

type Demand = "literal" | "wildcard" | "brace";

const demandsOf: Readonly<Record<string, readonly Demand[]>> = {
  includem: ["literal"],
  includew: ["literal", "wildcard"],
  includeb: ["brace"],
  includea: ["literal", "wildcard", "brace"],
};

/** What must be there for the daemon to go on. */
function demands(file: SourceFile, { span }: Include, name: string): ReadonlySet<Demand> {
  const found = new Set<Demand>(demandsOf[name]);
  if (name !== "include" || !file.text.includes("include_check")) return found;
  for (const { entry, directive } of file.checked.known.values()) {
    if (entry.name !== "include_check" || directive.start > span.start || directive.prefixes.length > 0)
      continue;
    const [, ...words] = directive.words;
    for (const { value } of words.length === 0 ? allChecks : words) {
      const demand = checks[value.slice(1)];
      if (demand === undefined) continue;
      if (value.startsWith("-")) found.delete(demand);
      else found.add(demand);
    }
  }
  return found;
}

const checks: Readonly<Record<string, Demand>> = {
  match: "literal",
  wildcard_match: "wildcard",
  brace_match: "brace",
};

const allChecks = Object.keys(checks).map((name) => ({ value: `+${name}` }));

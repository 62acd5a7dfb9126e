/** keepalived for the fuzzer: lines and values are the recorded samples of each keyword. */
import { readFileSync } from "node:fs";
import { keepalivedSandbox } from "../../support/keepalived-sandbox.ts";
import { shared } from "../../support/shared.ts";
import { braceLanguage } from "./braces.ts";
import type { FuzzedDaemon } from "./daemon.ts";
import type { Bank } from "./mutate.ts";

const quotings = ['"@"', "'@'", '"@', '@"', "@;", "@,", "@:", "@#", "@!", "@ # x", "@\\", "$@", "\\@"];

export const keepalived: FuzzedDaemon = {
  id: "keepalived",
  sandbox: keepalivedSandbox,
  corpora: ["keepalived", "keepalived-clusters", "seeds"],
  language: braceLanguage(/[#!].*$/, quotings),
  bank,
  knownCrashes: [
    ["neighbor_ip without address", /^\s*neighbou?r_ip\s*(?:[#!].*)?$/m],
    ["track_file entry", /\btrack_file\b/],
    ["HTTP_GET without url or path", /\b(?:HTTP|SSL)_GET\b/],
    ["a command that ends in a backslash", /^\s*(?:script|misc_path|notify\w*)\b.*\\"?\s*$/m],
    ["an unclosed quote in a block's head", /^[^#!"\n]*"[^"\n]*\{[^"\n]*$/m],
    ["SMTP_CHECK with host", /\bSMTP_CHECK\b[\s\S]*\bhost\b/],
  ],
  hides: (message) => !message.startsWith("SECURITY VIOLATION"),
};

interface Fact {
  readonly path: readonly string[];
  readonly kind: string;
  readonly accept?: readonly string[];
  readonly reject?: readonly string[];
}

function bank(): Bank {
  const file = shared("facts/keepalived.json", "samples of keywords");
  const facts: readonly Fact[] = file === undefined ? [] : JSON.parse(readFileSync(file, "utf8"));
  const lines = new Map<string, string[]>();
  const values = new Map<string, string[]>();
  for (const { path: names, kind, accept = [], reject = [] } of facts) {
    if (names.includes("*") || (kind !== "value" && kind !== "flag")) continue;
    const block = names.slice(0, -1).join("/");
    const keyword = names.at(-1) ?? "";
    const known = lines.get(block) ?? [];
    lines.set(block, known);
    known.push(...[...accept, ...reject].map((sample) => `${keyword} ${sample}`));
    values.set(names.join("/"), [...accept, ...reject]);
  }
  return { lines, values, words: new Map() };
}

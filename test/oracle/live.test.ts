/** Every sample on a rule's page is given to the daemon that is installed: kalint must say what it says. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { dialects } from "../../server/src/dialects/all.ts";
import { allRules } from "../../server/src/rules/all.ts";
import { daemonVerdict, installedTarget } from "../support/daemons.ts";
import { lintText } from "../support/lint-text.ts";
import { readPage } from "../support/pages.ts";
import { repository } from "../support/shared.ts";

describe.each(dialects.map(({ id }) => ({ id })))("the installed $id", ({ id }) => {
  const target = installedTarget(id, `samples of the rule pages on the real ${id}`);
  const samples = allRules.flatMap((rule) => {
    const file = path.join(repository, "server/src/rules", rule.group, `${rule.name}.md`);
    if (!existsSync(file)) return [];
    return readPage(readFileSync(file, "utf8"))
      .blocks.filter((block) => block.files.length === 1 && block.files[0]?.dialect === id)
      .map((block) => ({ rule: rule.name, at: block.at, text: block.files[0]?.text ?? "" }));
  });

  it.skipIf(target === undefined).each(samples)("agrees with kalint on $rule, line $at", ({ text }) => {
    const rejects = lintText(id, text, {}, { [id]: target ?? "" }).filter(
      (f) => f.daemon === "reject" && f.rule.name !== "script-security-missing",
    );
    const verdict = daemonVerdict(id, text);
    const ours = rejects.map((f) => `${f.rule.name}: ${f.message.id}`).join(", ");
    expect(rejects.length > 0, `kalint: ${ours || "accepts"}\ndaemon: ${verdict.says}`).toBe(verdict.rejects);
  });
});

/** Every sample on a rule's page is given to the daemon that is installed: kalint must say what it says. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "vitest";
import { dialects } from "../../server/src/dialects/all.ts";
import { allRules } from "../../server/src/rules/all.ts";
import { installedTarget } from "../support/daemons.ts";
import { readPage } from "../support/pages.ts";
import { repository } from "../support/shared.ts";
import { expectAgreement } from "./expect-agreement.ts";

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
    expectAgreement(id, text, target);
  });
});

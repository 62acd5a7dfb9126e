/** All names of real HAProxy files given others at once: kalint finds the same as before, and the daemon says the same. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { nameAt } from "../../server/src/ide/names.ts";
import { renameAt } from "../../server/src/ide/rename.ts";
import { lint } from "../../server/src/lint/lint.ts";
import { applyEdits, type Edit } from "../../server/src/text/edit.ts";
import { daemonVerdict, installedTarget } from "../support/daemons.ts";
import { snapshotOf } from "../support/lint-text.ts";
import { shared } from "../support/shared.ts";

const at = "/etc/haproxy/haproxy.cfg";
const target = installedTarget("haproxy", "renamed files on the real haproxy");
const folder = shared("corpus/haproxy", "renaming in real files");
const samples = (folder === undefined ? [] : readdirSync(folder))
  .filter((name) => /\.(?:cfg|conf)$/.test(name))
  .map((name) => ({ name, text: readFileSync(path.join(folder ?? "", name), "utf8") }));

/** Every how manieth file the daemon is given. */
const daemonStep = 3;

/** The text with each name that can be renamed called `zzN`, and what those names were. */
function renamed(text: string): { readonly text: string; readonly names: ReadonlyMap<string, string> } {
  const snapshot = snapshotOf([{ path: at, text, dialect: "haproxy" }]);
  const file = snapshot.files.get(at);
  const edits = new Map<number, Edit>();
  const names = new Map<string, string>();
  for (const { role, span, name } of file?.model.names ?? []) {
    if (file === undefined || role !== "definition" || edits.has(span.start)) continue;
    const prefix = nameAt(file, span.start)?.kinds.includes("variable") ? `${name.split(".")[0]}.` : "";
    const fresh = `${prefix}zz${names.size}`;
    const own = renameAt(snapshot, file, span.start, fresh) ?? [];
    if (own.length > 0) names.set(fresh, name);
    for (const edit of own) edits.set(edit.span.start, edit);
  }
  return { text: applyEdits(text, [...edits.values()]), names };
}

function findings(text: string): string[] {
  const snapshot = snapshotOf([{ path: at, text, dialect: "haproxy" }]);
  return lint(snapshot, snapshot.files.values()).map(
    ({ code, file, span }) => `${file.lines.position(span.start).line + 1} ${code}`,
  );
}

/** What the daemon says without its process number and the place of the file. */
function plain(says: string): string {
  return says
    .replace(/\(\d+\)/g, "")
    .replace(/position \d+/g, "")
    .replace(/\/tmp\/kalint-oracle-[^/\s]+/g, "");
}

describe.skipIf(samples.length === 0)("renaming everything", () => {
  it("makes no finding", () => {
    let count = 0;
    for (const { name, text } of samples) {
      const after = renamed(text);
      count += after.names.size;
      // What only two sections of one name had is gone.
      const before = new Set(findings(text));
      expect(
        findings(after.text).filter((finding) => !before.has(finding)),
        name,
      ).toEqual([]);
    }
    expect(count).toBeGreaterThan(1000);
  });

  it.skipIf(target === undefined)("changes nothing that the daemon says", () => {
    for (const { name, text } of samples.filter((_, i) => i % daemonStep === 0)) {
      if (findings(text).some((finding) => finding.endsWith("HA206"))) continue;
      const after = renamed(text);
      const says = plain(daemonVerdict("haproxy", after.text).says).replace(
        /(?:\b[a-z]+\.)?\bzz\d+\b/g,
        (fresh) => after.names.get(fresh) ?? fresh,
      );
      expect(says, name).toBe(plain(daemonVerdict("haproxy", text).says));
    }
  });
});

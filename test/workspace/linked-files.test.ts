/** Links between the files of nginx, on a real disk: `sites-enabled` beside `sites-available`. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { lint } from "../../server/src/lint/lint.ts";
import { nodeFileSystem } from "../../server/src/platform/node/file-system.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";

const made: string[] = [];
afterAll(() => {
  for (const directory of made) rmSync(directory, { recursive: true, force: true });
});

/** A directory with files, and links (`-> target`). */
function folder(files: Readonly<Record<string, string>>): string {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), "kalint-links-")));
  made.push(root);
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(root, name);
    mkdirSync(path.dirname(file), { recursive: true });
    if (text.startsWith("-> ")) symlinkSync(text.slice(3), file);
    else writeFileSync(file, text);
  }
  return root;
}

const site = "server {\n    listen 80;\n    listn 81;\n}\n";
const files = {
  "nginx/nginx.conf": "events {}\nhttp {\n    include sites-enabled/*;\n}\n",
  "nginx/sites-available/a.conf": site,
  "nginx/sites-available/off.conf": "server {\n    listen 82;\n}\n",
  "nginx/sites-enabled/a.conf": "-> ../sites-available/a.conf",
};

function opened(root: string, open: readonly string[] = []) {
  const workspace = new Workspace(nodeFileSystem);
  workspace.add([root]);
  for (const name of open) workspace.setText(path.join(root, name), site, { dialect: "nginx" });
  const snapshot = workspace.snapshot();
  const name = (file: { path: string }) => path.relative(root, file.path);
  return {
    workspace,
    files: [...snapshot.files.values()].map(name).sort(),
    units: snapshot.units.map((unit) => unit.files.map(name)),
    findings: lint(snapshot, snapshot.files.values())
      .filter(({ severity }) => severity === "error")
      .map(({ code, file }) => `${code} ${name(file)}`),
  };
}

describe("a link in sites-enabled", () => {
  it("is the file that it points to, listed and checked once", () => {
    expect(opened(folder(files))).toMatchObject({
      files: ["nginx/nginx.conf", "nginx/sites-available/a.conf", "nginx/sites-available/off.conf"],
      units: [["nginx/nginx.conf", "nginx/sites-available/a.conf"], ["nginx/sites-available/off.conf"]],
      findings: ["NG101 nginx/sites-available/a.conf"],
    });
  });

  it("goes by the name under which an editor has it open, and by the other again when it is closed", () => {
    const root = folder(files);
    const { workspace, units } = opened(root, ["nginx/sites-enabled/a.conf"]);
    expect(units).toEqual([
      ["nginx/nginx.conf", "nginx/sites-enabled/a.conf"],
      ["nginx/sites-available/off.conf"],
    ]);
    workspace.setText(path.join(root, "nginx/sites-enabled/a.conf"), undefined);
    expect(workspace.snapshot().files.has(path.join(root, "nginx/sites-available/a.conf"))).toBe(true);
  });

  it("is a file of its own where it leads out of what is checked", () => {
    const root = folder({ ...files, "nginx/sites-enabled/b.conf": "-> ../../elsewhere" });
    writeFileSync(path.join(root, "elsewhere"), "server {\n    listen 90;\n}\n");
    expect(opened(path.join(root, "nginx")).units[0]).toEqual([
      "nginx.conf",
      "sites-available/a.conf",
      "sites-enabled/b.conf",
    ]);
  });
});

it("a main file that is a link elsewhere stays one, with paths from where it lies", () => {
  const root = folder({
    "common/nginx.conf": "events {}\nhttp {\n    include part.conf;\n}\n",
    "ka1/nginx.conf": "-> ../common/nginx.conf",
    "ka1/part.conf": "server {\n    listen 80;\n}\n",
  });
  expect(opened(root).units).toEqual([["common/nginx.conf"], ["ka1/nginx.conf", "ka1/part.conf"]]);
});

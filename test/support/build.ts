/** Builds what is shipped before the tests run, where a source is newer than it: tests start the real programs. */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { repository } from "./shared.ts";

export function setup(): void {
  const built = path.join(repository, "server/dist/kalint.cjs");
  if (existsSync(built) && statSync(built).mtimeMs > newestSource()) return;
  try {
    execFileSync(process.execPath, [path.join(repository, "server/build.mjs")], { stdio: "inherit" });
  } catch {
    // Without it every test that starts a program fails, and no other.
    rmSync(built, { force: true });
  }
}

function newestSource(): number {
  const files = ["server/src", "client/src"].flatMap((directory) =>
    readdirSync(path.join(repository, directory), { recursive: true, encoding: "utf8" }).map((file) =>
      path.join(directory, file),
    ),
  );
  const own = ["server/build.mjs", "server/rule-pages.mjs", "server/package.json", "package-lock.json"];
  return Math.max(
    ...[...files, ...own].map(
      (file) => statSync(path.join(repository, file), { throwIfNoEntry: false })?.mtimeMs ?? 0,
    ),
  );
}

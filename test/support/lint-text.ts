/** Lints files that are given as text, without a disk. */
import type { DialectId } from "../../server/src/dialect.ts";
import { dialectById } from "../../server/src/dialects/all.ts";
import type { Finding } from "../../server/src/lint/finding.ts";
import { type LintOptions, lint } from "../../server/src/lint/lint.ts";
import { type Config, defaultConfig } from "../../server/src/workspace/config.ts";
import type { FileSystem } from "../../server/src/workspace/file-system.ts";
import type { Snapshot } from "../../server/src/workspace/snapshot.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";

export interface TextFile {
  readonly path: string;
  readonly text: string;
  /** Absent: as path and content tell. */
  readonly dialect?: DialectId;
  readonly scope?: string;
}

export function memoryFileSystem(files: Readonly<Record<string, string>> = {}): FileSystem {
  const isDirectory = (path: string) =>
    Object.keys(files).some((file) => file.startsWith(path === "/" ? "/" : `${path}/`));
  return {
    read(path) {
      const text = files[path];
      if (text !== undefined) return { ok: true, text, encoding: "utf-8" };
      return { ok: false, reason: isDirectory(path) ? "is a directory" : "no such file" };
    },
    kind: (path) => (files[path] !== undefined ? "file" : isDirectory(path) ? "directory" : "missing"),
    list(directory) {
      const prefix = directory === "/" ? "/" : `${directory}/`;
      const names = Object.keys(files)
        .filter((file) => file.startsWith(prefix))
        .map((file) => file.slice(prefix.length).split("/")[0] ?? "");
      return [...new Set(names)].sort();
    },
  };
}

export function snapshotOf(files: readonly TextFile[], config: Config = defaultConfig): Snapshot {
  const workspace = new Workspace(
    memoryFileSystem(Object.fromEntries(files.map((f) => [f.path, f.text]))),
    config,
  );
  for (const { path, text, dialect, scope } of files) {
    workspace.setText(path, text, {
      ...(dialect === undefined ? {} : { dialect }),
      ...(scope === undefined ? {} : { scope }),
    });
  }
  return workspace.snapshot();
}

export function lintTexts(
  files: readonly TextFile[],
  options: LintOptions = {},
  config: Config = defaultConfig,
): Finding[] {
  const snapshot = snapshotOf(files, config);
  return lint(snapshot, snapshot.files.values(), options);
}

const mainFile: Readonly<Record<DialectId, string>> = {
  keepalived: "/etc/keepalived/keepalived.conf",
  nginx: "/etc/nginx/nginx.conf",
  haproxy: "/etc/haproxy/haproxy.cfg",
};

/** Findings in one text of a dialect, as its main file, with those that it may include beside it. */
export function lintText(
  dialect: DialectId,
  text: string,
  options: LintOptions = {},
  targets: Record<string, string> = {},
  beside: readonly TextFile[] = [],
): Finding[] {
  const main = { path: mainFile[dialect], text, dialect };
  return lintTexts([main, ...beside], options, { ...defaultConfig, targets });
}

/** The newest target version of a dialect. */
export function newestTarget(dialect: DialectId): string {
  return dialectById(dialect).data().targets.at(-1) ?? "";
}

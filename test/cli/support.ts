/** Runs the command as a person would, on folders made for a test. */
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import { run } from "../../server/src/cli/run.ts";
import type { Stream } from "../../server/src/cli/terminal.ts";
import { repository } from "../support/shared.ts";

export interface Outcome {
  readonly code: number | null | undefined;
  readonly out: string;
  readonly err: string;
}

export interface Surroundings {
  readonly cwd?: string;
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  /** Standard output is a terminal of this width. */
  readonly columns?: number;
}

/** Runs the command in this process. */
export async function kalint(args: readonly string[], surroundings: Surroundings = {}): Promise<Outcome> {
  const { cwd = repository, input = "", env = {}, columns } = surroundings;
  const written = { out: "", err: "" };
  const stream = (name: "out" | "err"): Stream => ({
    isTerminal: columns !== undefined,
    columns,
    write(text) {
      written[name] += text;
    },
  });
  const readInput = async () => (typeof input === "string" ? Buffer.from(input) : input);
  const code = await run(args, { cwd, env, out: stream("out"), err: stream("err"), readInput });
  return { code, ...written };
}

export const program = path.join(repository, "server/dist/kalint.cjs");

/** Runs the built program in a process of its own; `shell` may say more about it, with the program as `kalint`. */
export function kalintProcess(
  args: readonly string[],
  surroundings: Surroundings & { readonly shell?: string } = {},
): Outcome {
  const { cwd = repository, input = "", env = {}, shell } = surroundings;
  const { NO_COLOR, FORCE_COLOR, ...inherited } = process.env;
  const options = { cwd, input, encoding: "utf8", env: { ...inherited, LC_ALL: "C", ...env } } as const;
  const script = `kalint() { '${process.execPath}' '${program}' "$@"; }\n${shell}`;
  const done =
    shell === undefined
      ? spawnSync(process.execPath, [program, ...args], options)
      : spawnSync("bash", ["-c", script, "bash", ...args], options);
  return { code: done.status, out: done.stdout, err: done.stderr };
}

/** Root may read and write everything, so what a person may not is tried as somebody else. */
const nobody = 65534;

/** Runs the built program as a user who is not root. */
export function kalintAsUser(args: readonly string[], cwd: string): Outcome {
  if (process.getuid?.() !== 0) return kalintProcess(args, { cwd });
  // The checkout may lie where only root can read it.
  const copy = folder({});
  chmodSync(copy, 0o755);
  cpSync(path.dirname(program), copy, { recursive: true });
  const done = spawnSync(process.execPath, [path.join(copy, path.basename(program)), ...args], {
    cwd,
    encoding: "utf8",
    uid: nobody,
    gid: nobody,
  });
  return { code: done.status, out: done.stdout, err: done.stderr };
}

/** A folder with these files, gone when the test is over. */
export function folder(files: Readonly<Record<string, string | Uint8Array>>): string {
  const made = realpathSync(mkdtempSync(path.join(tmpdir(), "kalint-")));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(made, name)), { recursive: true });
    writeFileSync(path.join(made, name), content);
  }
  if (process.getuid?.() === 0) {
    for (const name of ["", ...readdirSync(made, { recursive: true, encoding: "utf8" })])
      chownSync(path.join(made, name), nobody, nobody);
  }
  return made;
}

export function contentOf(directory: string, name: string): Buffer {
  return readFileSync(path.join(directory, name));
}

/** A keepalived configuration with one finding that has a safe fix, on line 2. */
export const withTypo =
  "vrrp_instance VI_1 {\n    stat MASTER\n    interface eth0\n    virtual_router_id 51\n    virtual_ipaddress {\n        192.0.2.1/24\n    }\n    priority 100\n}\n";

/** The same without. */
export const withoutTypo = withTypo.replace("stat ", "state ");

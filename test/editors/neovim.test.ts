/** The configuration that docs/editors.md gives for the installed Neovim, run in it against the built language server. */
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { repository } from "../support/shared.ts";

interface Session {
  readonly problem?: string;
  readonly version: string;
  readonly filetype: string;
  readonly diagnostics: readonly {
    line: number;
    column: number;
    code: string;
    message: string;
    source: string;
  }[];
  readonly hover: string;
  readonly completion: readonly string[];
  readonly definition: number;
  readonly corrected: boolean;
  readonly hints: readonly string[];
  readonly lenses: readonly string[];
  readonly shown: boolean;
  readonly float: string;
  readonly message: string;
  readonly effective: readonly string[];
}

const neovim = process.env.KALINT_NVIM ?? "nvim";
const version = installedVersion();
if (version === undefined) console.warn("SKIPPED the Neovim session: nvim is not installed");

describe.skipIf(version === undefined)(`in Neovim ${version?.join(".")}`, () => {
  let directory = "";
  let session: Session;

  beforeAll(() => {
    directory = mkdtempSync(path.join(tmpdir(), "kalint-neovim-"));
    const blocks = [
      configurationFor(version ?? [0, 0]),
      blockUnder(viewHeading),
      blockUnder(effectiveHeading),
    ];
    session = run(directory, blocks.join("\n"));
  });

  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  test("the session has no error and the file has its filetype", () => {
    expect(session.problem).toBeUndefined();
    expect(session.filetype).toBe("keepalived");
  });

  test("a misspelt keyword is reported where it stands", () => {
    expect(session.diagnostics).toContainEqual(
      expect.objectContaining({
        line: 5,
        column: 5,
        source: "kalint",
        message: expect.stringContaining("`prority`"),
      }),
    );
  });

  test("the target version of the configuration counts", () => {
    expect(session.diagnostics.map(({ line, message }) => `${line}: ${message}`)).toContainEqual(
      expect.stringMatching(/^12: .*`timer_expired_backup`.*2\.2/),
    );
  });

  test("hover explains the keyword", () => expect(session.hover).toContain("advert_int"));

  test("completion offers what may stand in the block", () => {
    expect(session.completion).toContain("virtual_ipaddress");
    expect(session.completion).not.toContain("lb_algo");
  });

  test("definition goes to the script", () => expect(session.definition).toBe(1));

  test("the finding goes away with the mistake", () => expect(session.corrected).toBe(true));

  test("hints stand behind the weight and the priority", () => {
    expect(session.hints).toEqual(["90 when chk fails: ties with ka2", "holds the address: above ka2 (90)"]);
  });

  test("a lens says what becomes of the instance, and is shown", () => {
    expect(session.lenses).toEqual(["MASTER of 192.0.2.10; fails over to ka2 in 3.6 s; 1 dead check"]);
    expect(session.shown).toBe(true);
  });

  test("the lens opens the failover table in a float", () => {
    expect(session.float).toContain("VI_1  192.0.2.10  held by ka1");
  });

  test("without a command of its own the table comes as a message", () => {
    expect(session.message).toContain("VI_1  192.0.2.10  held by ka1");
  });

  test("the effective configuration of nginx opens in a window", () => {
    expect(session.effective).toEqual([
      "# server a.example.com › location /api",
      "",
      "location /api {",
      "    # from `server a.example.com`",
      "    root /srv/a; # nginx.conf:5",
      "}",
    ]);
  });
});

test("docs/editors.md has one configuration for every version from 0.7 on", () => {
  const configurations = [
    [0, 7],
    [0, 8],
    [0, 10],
    [0, 11],
    [0, 12],
  ].map(configurationFor);
  expect(new Set(configurations).size).toBe(3);
});

function installedVersion(): number[] | undefined {
  try {
    const said = execFileSync(neovim, ["--version"], { encoding: "utf8" });
    return /^NVIM v(\d+)\.(\d+)/.exec(said)?.slice(1, 3).map(Number);
  } catch {
    return undefined;
  }
}

/** The Lua block under the heading that names the version. */
function configurationFor([major = 0, minor = 0]: readonly number[]): string {
  const heading =
    major > 0 || minor >= 11 ? "Neovim 0.11 and newer" : minor >= 8 ? "Neovim 0.8 to 0.10" : "Neovim 0.7";
  return blockUnder(heading);
}

const effectiveHeading = "The effective configuration";
const viewHeading = "Hints, lenses and the failover view";

/** The first Lua block under a heading. */
function blockUnder(heading: string): string {
  const page = readFileSync(path.join(repository, "docs/editors.md"), "utf8");
  const [, block] = new RegExp(`### ${heading}\\n[^#]*?\`\`\`lua\\n([^]*?)\\n\`\`\``).exec(page) ?? [];
  if (block === undefined) throw new Error(`docs/editors.md has no block for ${heading}`);
  return block;
}

/** Runs the session with the configuration as the user's own init.lua, and the server on the PATH. */
function run(directory: string, configuration: string): Session {
  const server = path.join(repository, "server/dist/kalint-language-server.cjs");
  if (!existsSync(server)) execFileSync(process.execPath, ["server/build.mjs"], { cwd: repository });
  const write = (name: string, text: string): string => {
    const file = path.join(directory, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  };
  const program = write(
    "bin/kalint-language-server",
    `#!/bin/sh\nexec "${process.execPath}" "${server}" "$@"\n`,
  );
  chmodSync(program, 0o755);
  write("config/nvim/init.lua", configuration);
  write("work/kalint.json", "{}\n");
  const file = write("work/ka1/keepalived.conf", sample);
  const pair = write("work/pair/ka1/keepalived.conf", node("MASTER", 100));
  write("work/pair/ka2/keepalived.conf", node("BACKUP", 90));
  const nginx = write("work/nginx/nginx.conf", site);
  const result = path.join(directory, "result.json");
  const session = path.join(repository, "test/editors/neovim-session.lua");
  const { stderr } = spawnSync(neovim, ["--headless", "-n", "-i", "NONE", "-c", `luafile ${session}`], {
    encoding: "utf8",
    timeout: 90_000,
    env: {
      ...process.env,
      PATH: `${path.dirname(program)}${path.delimiter}${process.env.PATH}`,
      HOME: directory,
      XDG_CONFIG_HOME: path.join(directory, "config"),
      XDG_DATA_HOME: path.join(directory, "data"),
      XDG_STATE_HOME: path.join(directory, "state"),
      XDG_CACHE_HOME: path.join(directory, "cache"),
      KALINT_FILE: file,
      KALINT_PAIR_FILE: pair,
      KALINT_NGINX_FILE: nginx,
      KALINT_RESULT: result,
    },
  });
  if (!existsSync(result)) throw new Error(`Neovim wrote no result: ${stderr}`);
  return JSON.parse(readFileSync(result, "utf8"));
}

const sample = `vrrp_script chk { script "/usr/bin/true" }
vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    prority 100
    advert_int 1
    
    track_script {
        chk
    }
    virtual_router_id 51
    timer_expired_backup 100
    virtual_ipaddress {
        192.0.2.10/24
    }
}
`;

const site = `events {}
http {
    server {
        server_name a.example.com;
        root /srv/a;
        location /api {
        }
    }
}
`;

const node = (state: string, priority: number) => `vrrp_script chk {
    script "/usr/bin/pidof nginx"
    weight -10
}
vrrp_instance VI_1 {
    state ${state}
    interface eth0
    virtual_router_id 51
    priority ${priority}
    track_script {
        chk
    }
    virtual_ipaddress {
        192.0.2.10/24
    }
}
`;

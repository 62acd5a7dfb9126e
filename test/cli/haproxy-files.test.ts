/** Which files one command reads as one HAProxy configuration. */
import { describe, expect, it } from "vitest";
import { folder, kalint } from "./support.ts";

const main = `defaults
    mode http
    timeout connect 5s
    timeout client 30s
    timeout server 30s

frontend web
    bind :80
    default_backend app
`;
const backend = "backend app\n    server one 192.0.2.1:80 check\n";

/** What is refused, a line each. */
async function refused(files: Record<string, string>, paths: readonly string[]): Promise<string[]> {
  const { out } = await kalint([...paths, "-f", "compact", "--only", "undefined-backend"], {
    cwd: folder(files),
  });
  return out.split("\n").filter((line) => line.includes("undefined-backend"));
}

describe("kalint check of HAProxy's files", () => {
  it("reads files that are named together as configurations of their own", async () => {
    expect(await refused({ "a.cfg": main, "b.cfg": backend }, ["a.cfg", "b.cfg"])).toHaveLength(1);
  });

  it("reads the conf.d beside the main file, also where that is all that was named", async () => {
    const files = { "haproxy.cfg": main, "conf.d/app.cfg": backend };
    expect(await refused(files, ["haproxy.cfg"])).toEqual([]);
    expect(await refused(files, ["."])).toEqual([]);
  });

  it("reads what kalint.json says", async () => {
    const configurations = [["a.cfg", "parts"]];
    const files = {
      "a.cfg": main,
      "parts/b.cfg": backend,
      "kalint.json": JSON.stringify({ haproxy: { configurations } }),
    };
    expect(await refused(files, ["a.cfg"])).toEqual([]);
  });

  it("looks at the main file of a part and says nothing of it", async () => {
    const files = { "haproxy.cfg": main.replace("app", "none"), "conf.d/app.cfg": backend };
    expect(await refused(files, ["conf.d/app.cfg"])).toEqual([]);
    expect(await refused(files, ["haproxy.cfg"])).toHaveLength(1);
  });
});

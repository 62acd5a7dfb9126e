import { afterEach, describe, expect, it, vi } from "vitest";
import { folder, kalint, withoutTypo } from "./support.ts";

afterEach(() => vi.restoreAllMocks());

/** A clock that moves this many milliseconds each time it is read. */
function clock(step: number): void {
  let now = 0;
  vi.spyOn(performance, "now").mockImplementation(() => {
    now += step;
    return now;
  });
}

describe("progress", () => {
  it("is shown on a terminal once a run has taken a second, and wiped away", async () => {
    clock(600);
    const cwd = folder({ "ka1/keepalived.conf": withoutTypo, "ka2/haproxy.cfg": "" });
    const { err } = await kalint(["--exit-zero"], { cwd, columns: 60 });
    expect(err).toContain("\r\x1b[2Kkalint: checking ka2/haproxy.cfg");
    expect(err.endsWith("\r\x1b[2K")).toBe(true);
  });

  it("is not shown before, not elsewhere and not with --quiet", async () => {
    const cwd = folder({ "keepalived.conf": withoutTypo });
    clock(1);
    expect((await kalint([], { cwd, columns: 60 })).err).toBe("");
    clock(600);
    expect((await kalint([], { cwd })).err).toBe("");
    expect((await kalint(["--quiet"], { cwd, columns: 60 })).err).toBe("");
  });
});

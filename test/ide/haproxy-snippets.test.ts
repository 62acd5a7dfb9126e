/** The sections that completion writes for HAProxy: kalint and the daemon find nothing wrong with them. */
import { describe, expect, it } from "vitest";
import { daemonVerdict, installedTarget } from "../support/daemons.ts";
import { lintTexts } from "../support/lint-text.ts";
import { writtenHaproxy } from "../support/written-haproxy.ts";
import { withCompletion } from "./support.ts";

const installed = installedTarget("haproxy", "new sections before the daemon");

describe("new sections of HAProxy", () => {
  it("have servers that are checked, and names that are free", () => {
    expect(withCompletion("haproxy", "backend app\n  mode tcp\n\n$0", "backend", "3.2")).toBe(
      [
        "backend app\n  mode tcp\n",
        "backend app2",
        "\tmode http",
        "\tbalance roundrobin",
        "\toption httpchk GET /",
        "\tcookie SRV insert indirect nocache",
        "\tserver app1 192.0.2.11:8080 check cookie app1",
        "\tserver app2 192.0.2.12:8080 check cookie app2",
      ].join("\n"),
    );
  });

  it("send to a backend that is there", () => {
    expect(withCompletion("haproxy", "backend pool\n  mode http\n\n$0", "frontend", "3.2")).toContain(
      "\tdefault_backend pool",
    );
  });

  it.each(["2.6", "3.0", "3.2"])("have no finding for %s", (target) => {
    const text = writtenHaproxy(target);
    const files = [{ path: "/etc/haproxy/haproxy.cfg", text, dialect: "haproxy" as const }];
    expect(
      lintTexts(files, {}, undefined).map(({ code, span }) => `${code} ${text.slice(span.start, span.end)}`),
    ).toEqual([]);
  });

  it.skipIf(installed === undefined)("are accepted by the daemon without a warning", () => {
    expect(daemonVerdict("haproxy", writtenHaproxy(installed ?? "")).says).not.toMatch(/WARNING|ALERT/);
  });
});

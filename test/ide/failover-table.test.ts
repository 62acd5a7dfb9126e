import pc from "picocolors";
import { describe, expect, it } from "vitest";
import { failoverTable } from "../../server/src/ide/failover/table.ts";
import { locales } from "../../server/src/text/locale.ts";
import { widthOf } from "../../server/src/text/width.ts";
import { faultReport, pairReport, pairRouter, partOf, switchedOff } from "./failover-samples.ts";

const long = "lb-production-frankfurt-1.example.com";
const wideRouter = {
  ...pairRouter,
  instance: "VI_PRODUCTION",
  parts: [partOf(long), partOf("ka2")],
  addresses: Array.from({ length: 9 }, (_, i) => `2001:db8:85a3:8d3:1319:8a2e:370:${7340 + i}`),
  steady: [long, "ka2"],
  faults: [
    faultReport({ kind: "cut", nodes: [long, "ka2"] }, "split-brain", [long, "ka2"], switchedOff, {
      seconds: 3.6,
      after: { holders: [long], seconds: 63.6 },
    }),
  ],
};

describe("the table of a report", () => {
  it.each(locales)("reads well in %s", async (locale) => {
    await expect(failoverTable(pairReport, { locale })).toMatchFileSnapshot(
      `expected/failover-table.${locale}.txt`,
    );
  });

  it.each(locales)("has straight columns in %s", (locale) => {
    const lines = failoverTable(pairReport, { locale }).split("\n");
    const heading = lines.findIndex((line) => /^ {2}(?:fault|故障) /.test(line));
    const verdicts = lines.slice(heading + 1).filter((line) => / [✓✗!] /.test(line));
    expect(verdicts).toHaveLength(5);
    const columns = verdicts.map((line) => widthOf(line.slice(0, line.search(/[✓✗!] /))));
    expect(new Set(columns).size).toBe(1);
  });

  it.each([
    [60, 60],
    [80, 80],
    [200, 100],
    [undefined, 100],
  ])("fits a terminal of %o columns", (width, most) => {
    const report = { ...pairReport, routers: [...pairReport.routers, wideRouter] };
    for (const locale of locales) {
      const text = failoverTable(report, { locale, ...(width === undefined ? {} : { width }) });
      const widths = text.split("\n").map(widthOf);
      expect(Math.max(...widths)).toBeLessThanOrEqual(most);
      expect(text.replace(/\s/g, "")).toContain("2001:db8:85a3:8d3:1319:8a2e:370:7348");
    }
  });

  it("paints outages red and what stays yellow", () => {
    const text = failoverTable(pairReport, { locale: "en", colors: pc.createColors(true) });
    expect(text).toContain(pc.createColors(true).bold(pc.createColors(true).red("✗ nobody")));
    expect(text).toContain(pc.createColors(true).yellow("! stays"));
  });

  it("says the same with colours and without", () => {
    const colored = failoverTable(pairReport, { locale: "en", colors: pc.createColors(true) });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what colours are made of
    expect(colored.replace(/\x1b\[\d+m/g, "")).toBe(failoverTable(pairReport, { locale: "en" }));
  });

  it("paints it red where several hold the addresses while all is well", () => {
    const colors = pc.createColors(true);
    const text = failoverTable(
      { ...pairReport, routers: [{ ...pairRouter, steady: ["ka1", "ka2"] }] },
      {
        locale: "en",
        colors,
      },
    );
    expect(text).toContain(colors.bold(colors.red("held by ka1 and ka2 at once: split brain")));
  });

  it("lets no name act on the terminal", () => {
    const router = { ...pairRouter, instance: "VI\u001b[2J_1\n", addresses: [], faults: [] };
    const report = { ...pairReport, cluster: "a\u001b]0;x\u0007", routers: [router] };
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(failoverTable(report, { locale: "en" })).not.toMatch(/[\0-\x09\x0b-\x1f]/);
  });

  it("says so where there is nothing to tell", () => {
    const text = failoverTable({ ...pairReport, routers: [], unknown: [] }, { locale: "en" });
    expect(text).toBe("cluster web: ka1, ka2\n\nno virtual router that several nodes have\n");
  });
});

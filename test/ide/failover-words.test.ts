import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { Fault, Reason } from "../../server/src/ha/failover-report.ts";
import { failoverMarkdown } from "../../server/src/ide/failover/markdown.ts";
import {
  faultSentence,
  faultText,
  quietText,
  reasonText,
  secondsText,
  steadyText,
  withinText,
} from "../../server/src/ide/failover/sentences.ts";
import { locales } from "../../server/src/text/locale.ts";
import { repository } from "../support/shared.ts";
import { faultReport, pairRouter, partOf, splitBrain, switchedOff, tied } from "./failover-samples.ts";

describe("the words of a failover", () => {
  it("are there in every language, with the same places to fill in", () => {
    const holes = (locale: string) => {
      const file = path.join(repository, `server/src/ide/failover/messages.${locale}.json`);
      const texts: Record<string, string> = JSON.parse(readFileSync(file, "utf8"));
      return Object.entries(texts).map(
        ([id, text]) => `${id} ${[...new Set(text.match(/\{\w+\}/g))].sort()}`,
      );
    };
    expect(holes("en").length).toBeGreaterThan(40);
    for (const locale of locales) expect(holes(locale), locale).toEqual(holes("en"));
  });

  const faults: readonly (readonly [Fault, string, string])[] = [
    [{ kind: "node-down", node: "ka1" }, "ka1 is switched off", "ka1 关机"],
    [{ kind: "daemon-stop", node: "ka1" }, "keepalived stops on ka1", "ka1 上的 keepalived 停止"],
    [{ kind: "script-fail", node: "ka1", script: "chk" }, "`chk` fails on ka1", "ka1 上的 `chk` 失败"],
    [
      { kind: "check-fail", node: "ka1", check: "process", name: "nginx" },
      "process `nginx` ends on ka1",
      "ka1 上的进程 `nginx` 退出",
    ],
    [
      { kind: "check-fail", node: "ka1", check: "file", name: "f" },
      "file `f` says failure on ka1",
      "ka1 上的文件 `f` 报告失败",
    ],
    [
      { kind: "check-fail", node: "ka1", check: "bfd", name: "gw" },
      "BFD session `gw` of ka1 is down",
      "ka1 的 BFD 会话 `gw` 断开",
    ],
    [{ kind: "link-down", node: "ka1", interface: "eth0" }, "eth0 of ka1 is down", "ka1 的接口 eth0 断开"],
    [
      { kind: "cut", nodes: ["ka1", "ka2"] },
      "ka1 and ka2 do not hear each other",
      "ka1 和 ka2 互相收不到通告",
    ],
  ];
  it.each(faults)("say what goes wrong: %o", (fault, english, chinese) => {
    expect(faultText(fault, "en")).toBe(english);
    expect(faultText(fault, "zh-CN")).toBe(chinese);
  });

  const reasons: readonly (readonly [Reason, string])[] = [
    [
      { kind: "tie", priority: 95, node: "ka2", other: 95 },
      "95 is not lower than 95: ka2 has 95, and a tie never preempts",
    ],
    [{ kind: "higher", priority: 105, node: "ka2", other: 100 }, "105 is not lower than 100, which ka2 has"],
    [
      { kind: "nopreempt", priority: 80, node: "ka2", other: 90 },
      "80 is lower than 90, which ka2 has, but ka2 has `nopreempt`",
    ],
    [{ kind: "never-succeeds" }, "the script never succeeds: it has failed all the time"],
    [{ kind: "sync-group" }, "the sync group ignores the weights of its members' checks"],
    [{ kind: "sync-group", group: "G" }, "sync group `G` ignores the weights of its members' checks"],
    [{ kind: "other-member", instance: "VI_2" }, "`VI_2` of the same sync group keeps it there"],
    [{ kind: "not-the-holder" }, "the fault is not on the holder"],
  ];
  it.each(reasons)("say why nothing moves: %o", (reason, text) => {
    expect(reasonText(reason, "en")).toBe(text);
  });

  it.each([
    [0, "0 s", "at once"],
    [0.04, "0 s", "at once"],
    [0.61, "0.6 s", "in 0.6 s at most"],
    [3.61, "3.6 s", "in 3.6 s at most"],
    [4, "4 s", "in 4 s at most"],
    [303.62, "304 s", "in 304 s at most"],
  ])("round %f seconds as people do", (seconds, text, within) => {
    expect(secondsText(seconds, "en")).toBe(text);
    expect(withinText(seconds, "en")).toBe(within);
  });

  it("put a fault and its outcome into one sentence", () => {
    expect(pairRouter.faults.slice(0, 6).map((fault) => faultSentence(fault, "en"))).toEqual([
      "ka1 is switched off: ka2 takes over in 3.6 s at most",
      "keepalived stops on ka1: ka2 takes over in 0.6 s at most",
      "`chk_nginx` fails on ka1: ka1 keeps it: 95 is not lower than 95: ka2 has 95, and a tie never preempts",
      "eth0 of ka1 is down: nobody holds it any more, at once",
      "ka1 and ka2 do not hear each other: ka1 and ka2 hold it at once, in 3.6 s at most",
      "ka2 is switched off: ka1 keeps it: the fault is not on the holder",
    ]);
  });

  it.each([
    [["ka1"], ["192.0.2.10"], "held by ka1"],
    [["ka1", "ka2", "ka3"], ["192.0.2.10"], "held by ka1, ka2 and ka3 at once: split brain"],
    [[], ["192.0.2.10"], "held by nobody"],
    [["ka1"], [], "master: ka1"],
    [[], [], "no master"],
  ])("say that %o hold %o", (steady, addresses, text) => {
    expect(steadyText({ ...pairRouter, steady, addresses }, "en")).toBe(text);
  });

  it("fold the faults of standbys, and only those that change nothing", () => {
    expect(quietText(pairRouter, "en")).toBe("2 faults of ka2 change nothing");
    const harmless = { reason: { kind: "not-the-holder" } } as const;
    const one = faultReport({ kind: "node-down", node: "ka2" }, "stays", ["ka1"], switchedOff, harmless);
    const moves = { ...one, after: { holders: ["ka2"] } };
    expect(quietText({ ...pairRouter, faults: [one] }, "en")).toBe("1 fault of ka2 changes nothing");
    expect(quietText({ ...pairRouter, faults: [moves] }, "en")).toBeUndefined();
  });

  it("count a line cut between holder and standby among the standby's faults", () => {
    const cut = faultReport({ kind: "cut", nodes: ["ka1", "ka3"] }, "stays", ["ka1"], splitBrain, {
      reason: { kind: "not-the-holder" },
    });
    const parts = ["ka1", "ka2", "ka3"].map((node) => partOf(node));
    expect(quietText({ ...pairRouter, parts, faults: [cut] }, "en")).toBe("1 fault of ka3 changes nothing");
  });
});

describe("the table of a hover", () => {
  it("has a row for each fault that matters", async () => {
    await expect(failoverMarkdown(pairRouter, "en")).toMatchFileSnapshot("expected/failover-hover.txt");
  });

  it("is one line where no fault matters", () => {
    const faults = pairRouter.faults.slice(5);
    expect(failoverMarkdown({ ...pairRouter, faults }, "zh-CN")).toBe("ka2 的 2 种故障不影响任何节点");
  });

  it("keeps its columns whatever the names are", () => {
    const script = faultReport(
      { kind: "script-fail", node: "a<b>", script: "x|y<z>" },
      "stays",
      ["a<b>"],
      tied,
    );
    const [, , row] = failoverMarkdown({ ...pairRouter, faults: [script] }, "en").split("\n");
    expect(row).toBe("| `x\\|y<z>` fails on a\\<b> | a\\<b> | – | stays |");
  });
});

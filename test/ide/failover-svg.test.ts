import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Run } from "../../server/src/ha/failover-report.ts";
import { playbackOf } from "../../server/src/ha/playback.ts";
import { readScenario } from "../../server/src/ha/scenario-format.ts";
import { failoverSvg } from "../../server/src/ide/failover/failover-svg.ts";
import { flagsOf, rowCount } from "../../server/src/ide/failover/svg/flags.ts";
import { types } from "../../server/src/ide/failover/svg/look.ts";
import { textWidth } from "../../server/src/ide/failover/svg/measure.ts";
import { timelineSvg } from "../../server/src/ide/failover/timeline-svg.ts";
import { locales } from "../../server/src/text/locale.ts";
import { shared } from "../support/shared.ts";
import {
  delayed,
  flapping,
  pairReport,
  pairRouter,
  runOf,
  splitBrain,
  switchedOff,
  tied,
  timelineOf,
  unattended,
} from "./failover-samples.ts";
import { elementsOf, parseXml, textOf, type XmlElement } from "./xml.ts";

const english = { theme: "light", locale: "en" } as const;
const runs = { switchedOff, splitBrain, tied, unattended, flapping, delayed };

/** Texts that a reader sees, with the room they take. */
function textsIn(svg: string) {
  return elementsOf(parseXml(svg), "text").map((element) => {
    const { x, y, class: names, "text-anchor": anchor } = element.attributes;
    const parts = elementsOf(element, "tspan");
    const width =
      parts.length === 0
        ? widthIn(element, names)
        : parts.reduce(
            (sum, part) => sum + widthIn(part, part.attributes.class) + Number(part.attributes.dx ?? 0),
            0,
          );
    const left = Number(x) - (anchor === "end" ? width : anchor === "middle" ? width / 2 : 0);
    return { text: textOf(element), left, right: left + width, base: Number(y) };
  });
}

function widthIn(element: XmlElement, names = ""): number {
  const type = Object.entries(types).find(([name]) => names.split(" ").includes(name));
  if (type === undefined) throw new Error(`no kind of text in ${names}`);
  return textWidth(textOf(element), type[1]);
}

/** Pairs of texts that stand on one another, and texts that leave the page. */
function collisions(svg: string): readonly string[] {
  const texts = textsIn(svg);
  const outside = texts
    .filter(({ left, right }) => left < 0 || right > 960)
    .map(({ text }) => `${text} leaves`);
  const pairs = texts.flatMap((a, i) =>
    texts.slice(i + 1).flatMap((b) => {
      const apart = a.right <= b.left + 0.5 || b.right <= a.left + 0.5 || Math.abs(a.base - b.base) >= 9;
      return apart ? [] : [`${a.text} on ${b.text}`];
    }),
  );
  return [...outside, ...pairs];
}

function classes(svg: string, name: string): readonly XmlElement[] {
  return elementsOf(parseXml(svg), "rect").filter(({ attributes }) =>
    attributes.class?.split(" ").includes(name),
  );
}

/** Beside those in the legend. */
function marked(svg: string, name: string): number {
  return classes(svg, name).length - 1;
}

describe("the picture of a run", () => {
  it.each(Object.entries(runs))("is as drawn before: %s", async (name, run) => {
    await expect(timelineSvg(run, english)).toMatchFileSnapshot(`expected/timeline-${name}.svg`);
  });

  it("is the same for the same run", () => {
    expect(timelineSvg(flapping, english)).toBe(timelineSvg(flapping, english));
  });

  it.each(Object.entries(runs))("has the text of every event: %s", (_, run) => {
    const tooltips = elementsOf(parseXml(timelineSvg(run, english)), "title").map(textOf);
    for (const { text } of run.events) expect(tooltips.some((one) => one.endsWith(` ${text}`))).toBe(true);
    expect(run.events.length).toBeGreaterThan(0);
  });

  it.each(Object.entries(runs))("has no text on another: %s", (_, run) => {
    for (const locale of locales) expect(collisions(timelineSvg(run, { theme: "dark", locale }))).toEqual([]);
  });

  it("marks the time in which two nodes hold an address, and how long it is", () => {
    const svg = timelineSvg(splitBrain, english);
    expect(marked(svg, "several")).toBe(1);
    expect(textsIn(svg).map(({ text }) => text)).toContain("ka1 + ka2 10.8 s");
    expect(svg).toContain("192.0.2.10 held by several nodes for 10.8 s");
  });

  it("marks the time in which nobody holds an address, but not the time before the first holder", () => {
    const svg = timelineSvg(switchedOff, english);
    expect(marked(svg, "nobody")).toBe(1);
    expect(svg).toContain("192.0.2.10 held by nobody for 3.6 s");
    expect(svg).toContain("192.0.2.10: not held yet, 0 s – 3.7 s");
  });

  it("marks no split brain while a node takes over: packets take their time", () => {
    expect(marked(timelineSvg(switchedOff, english), "several")).toBe(0);
  });

  it("says where an address is never held", () => {
    const run = { ...tied, routers: [{ instance: "VI_1", addresses: ["192.0.2.99"] }] };
    expect(timelineSvg(run, english)).toContain("192.0.2.99 never held by anybody");
  });

  it("puts addresses with one fate into one row, and others into rows of their own", () => {
    const svg = timelineSvg(flapping, english);
    expect(svg).toContain("<title>192.0.2.10, 192.0.2.11</title>");
    expect(svg).toContain("<title>198.51.100.25</title>");
  });

  it("says the priorities where they change, and explains them below", () => {
    const texts = textsIn(timelineSvg(tied, english)).map(({ text }) => text);
    expect(texts).toEqual(expect.arrayContaining(["100", "95", "effective priority"]));
    expect(textsIn(timelineSvg(splitBrain, english)).map(({ text }) => text)).not.toContain(
      "effective priority",
    );
  });

  it("cuts out long stretches in which nothing happens", () => {
    const ticks = textsIn(timelineSvg(delayed, english)).map(({ text }) => text);
    expect(ticks).toEqual(expect.arrayContaining(["5 s", "325 s"]));
    expect(ticks).not.toContain("200 s");
  });

  it("shows an instance without addresses by who is master", () => {
    const run = { ...splitBrain, routers: [{ instance: "VI_1", addresses: [] }] };
    const svg = timelineSvg(run, english);
    expect(marked(svg, "several")).toBe(1);
    expect(svg).toContain("VI_1 held by several nodes for 10.8 s");
  });

  it("begins at the origin and counts from there", () => {
    const svg = timelineSvg(switchedOff, { ...english, origin: 13_000_000 });
    const texts = textsIn(svg).map(({ text }) => text);
    expect(texts).toEqual(expect.arrayContaining(["1 snode-down ka1", "15 snode-up ka1", "0 s"]));
    expect(svg).not.toContain("not held yet");
  });

  it("needs nothing from outside and says what it is to those who can not see it", () => {
    const svg = timelineSvg(splitBrain, { theme: "auto", locale: "en" });
    expect(svg.match(/https?:\/\/[^"]+|url\([^)]+\)/g)?.sort()).toEqual([
      "http://www.w3.org/2000/svg",
      "url(#kalint-fault)",
      "url(#kalint-fault)",
      "url(#kalint-several)",
      "url(#kalint-several)",
    ]);
    expect(svg).not.toMatch(/<script|@import|@font-face| on\w+=/);
    const root = parseXml(svg);
    const [title] = elementsOf(root, "title");
    const [description] = elementsOf(root, "desc");
    expect(root.attributes.role).toBe("img");
    expect(root.attributes["aria-labelledby"]).toBe(`${title?.attributes.id} ${description?.attributes.id}`);
    expect(textOf(description ?? root)).toContain("14 s: cut ka1 ka2");
  });

  it("is light and dark in one where the reader's system decides", () => {
    const [light, dark, auto] = (["light", "dark", "auto"] as const).map((theme) =>
      timelineSvg(tied, { theme, locale: "en" }),
    );
    expect(light).not.toContain("prefers-color-scheme");
    expect(dark).not.toContain("prefers-color-scheme");
    expect(auto).toContain("@media (prefers-color-scheme:dark)");
    for (const color of ["#0d1117", "#ffffff"]) expect(auto).toContain(color);
    expect(light).not.toContain("#0d1117");
    expect(dark).not.toContain("fill:#ffffff");
  });

  it("shows names as they are written, whatever they are", () => {
    const evil = `</text><script>alert("1")</script>&amp; \u0000\ud800 ]]>`;
    const run = runOf(
      evil,
      [evil],
      [{ instance: evil, addresses: ["192.0.2.10"] }],
      [[1, evil]],
      timelineOf(9, "1 n +192.0.2.10"),
    );
    const root = parseXml(timelineSvg(run, english));
    expect(elementsOf(root, "script")).toEqual([]);
    expect(textOf(elementsOf(root, "title")[0] ?? root)).toBe(
      `</text><script>alert("1")</script>&amp; \ufffd\ufffd ]]>`,
    );
  });

  it("is drawn of any run, without a text on another", () => {
    const nodes = ["ka1", "节点二", "lb-production-frankfurt-3.example.com"];
    const addresses = ["192.0.2.10", "2001:db8:85a3:8d3:1319:8a2e:370:7348"];
    const time = fc.integer({ min: 0, max: 60_000_000 });
    const node = fc.constantFrom(...nodes);
    const run = fc.record({
      states: fc.array(fc.tuple(time, node, fc.constantFrom("MASTER", "BACKUP", "FAULT", "STOPPED")), {
        maxLength: 30,
      }),
      priorities: fc.array(fc.tuple(time, node, fc.integer({ min: 1, max: 255 })), { maxLength: 30 }),
      holdings: fc.array(fc.tuple(time, node, fc.constantFrom(...addresses), fc.boolean()), {
        maxLength: 30,
      }),
      events: fc.array(fc.tuple(time, fc.string({ unit: "grapheme", maxLength: 40 })), { maxLength: 14 }),
    });
    fc.assert(
      fc.property(run, ({ states, priorities, holdings, events }) => {
        const timeline = timelineOf(60, "0 nobody VI_0 BACKUP");
        const byTime = (a: readonly [number, ...unknown[]], b: readonly [number, ...unknown[]]) =>
          a[0] - b[0];
        for (const [at, name, state] of states.sort(byTime))
          timeline.states.push({ at, node: name, instance: "VI_1", state });
        for (const [at, name, to] of priorities.sort(byTime))
          timeline.priorities.push({ at, node: name, instance: "VI_1", from: 100, to });
        for (const [at, name, address, held] of holdings.sort(byTime))
          timeline.addresses.push({ at, node: name, address, held });
        const svg = timelineSvg(
          {
            title: "any",
            nodes,
            routers: [{ instance: "VI_1", addresses }],
            events: events.map(([at, text]) => ({ at, text })),
            timeline,
          },
          english,
        );
        expect(collisions(svg)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});

describe("the flags of events", () => {
  const flags = (xs: readonly number[], text = "script-fail ka1 chk_nginx") =>
    flagsOf(
      xs.map((x) => ({ x, time: "5 s", text })),
      20,
      940,
    );

  it("stand in one row where there is room", () => {
    expect(rowCount(flags([100, 400, 700]))).toBe(1);
  });

  it("hang to the left at the right edge", () => {
    expect(flags([930])[0]).toMatchObject({ isTurned: true, shown: "script-fail ka1 chk_nginx" });
  });

  it("let no pole through a flag where they are few", () => {
    const placed = flags([100, 140, 180, 920]);
    for (const flag of placed) {
      const above = placed.filter((other) => other.row > flag.row && other.x > flag.left + 1);
      expect(above.filter(({ x }) => x < flag.left + flag.width - 1)).toEqual([]);
    }
    expect(rowCount(placed)).toBe(3);
  });

  it("never lie on another and stay few rows high, however many there are", () => {
    const placed = flags(Array.from({ length: 40 }, (_, i) => 100 + i * 20));
    const clashes = placed.flatMap((a, i) =>
      placed
        .slice(i + 1)
        .filter((b) => a.row === b.row && a.left < b.left + b.width && b.left < a.left + a.width),
    );
    expect(clashes).toEqual([]);
    expect(rowCount(placed)).toBeLessThan(8);
    expect(placed.every(({ left, width }) => left >= 20 && left + width <= 940)).toBe(true);
  });
});

describe("the picture of a report", () => {
  it.each(locales)("is as drawn before in %s", async (locale) => {
    await expect(failoverSvg(pairReport, { theme: "auto", locale })).toMatchFileSnapshot(
      `expected/failover-report.${locale}.svg`,
    );
  });

  it.each(locales)("has no text on another in %s", (locale) => {
    expect(collisions(failoverSvg(pairReport, { theme: "light", locale }))).toEqual([]);
  });

  it("tells every fault that matters, its verdict and its reason, and folds the others", () => {
    const texts = textsIn(failoverSvg(pairReport, english)).map(({ text }) => text);
    expect(texts).toEqual(
      expect.arrayContaining([
        "held by ka1",
        "ka1 is switched off",
        "✓ fails over",
        "chk_nginx fails on ka1",
        "! stays",
        "95 is not lower than 95: ka2 has 95, and a",
        "eth0 of ka1 is down",
        "✗ nobody",
        "✗ split brain",
        "2 faults of ka2 change nothing",
        "VI_2: not told, for priority of ka2 is not known",
      ]),
    );
    expect(texts).not.toContain("ka2 is switched off");
  });

  it("tells how long a takeover takes, but not how long a fault lasts that nobody repairs", () => {
    const texts = textsIn(failoverSvg(pairReport, english)).map(({ text }) => text);
    expect(texts).toEqual(expect.arrayContaining(["nobody 3.6 s", "0.6 s", "nobody"]));
    expect(texts.filter((text) => / (?:10\.8|17\.6) s$/.test(text))).toEqual([]);
  });

  it("counts from the fault and, behind the cut, from the repair", () => {
    const [first] = pairRouter.faults;
    const report = {
      ...pairReport,
      routers: [{ ...pairRouter, faults: first === undefined ? [] : [first] }],
    };
    const ticks = textsIn(failoverSvg(report, english))
      .map(({ text }) => text)
      .filter((text) => /^\d+ s$/.test(text));
    expect(ticks).toEqual(["0 s", "1 s", "2 s", "3 s", "4 s", "0 s", "1 s", "2 s", "3 s", "4 s"]);
  });

  it("says so where there is nothing to tell", () => {
    const svg = failoverSvg({ ...pairReport, routers: [], unknown: [] }, english);
    expect(textsIn(svg).map(({ text }) => text)).toContain("no virtual router that several nodes have");
  });
});

const lab = shared("vrrp-lab", "pictures of the laboratory's scenarios");

describe.skipIf(lab === undefined)("the picture of a scenario", () => {
  const folder = path.join(lab ?? "", "scenarios");
  const scenarios = lab === undefined ? [] : readdirSync(folder).filter((_, i) => i % 4 === 0);
  it.each(scenarios)("is well-formed and has no text on another: %s", (file) => {
    const { scenario } = readScenario(readFileSync(path.join(folder, file), "utf8"));
    if (scenario === undefined) throw new Error("no scenario");
    const run: Run = playbackOf(scenario, "2.3", "2.2").run;
    for (const locale of locales) expect(collisions(timelineSvg(run, { theme: "auto", locale }))).toEqual([]);
  });
});

/**
 * A report as a picture: each virtual router with who holds it, and what each fault that matters does to it, from a
 * moment before the fault to when all is quiet after the repair. Between the two, idle time is cut out.
 */
import type { FailoverReport, FaultReport, RouterReport } from "../../ha/failover-report.ts";
import type { Locale } from "../../text/locale.ts";
import { courseOf, fatesOf, type Stretch } from "./fates.ts";
import { gradeMarks, gradeOf } from "./grade.ts";
import {
  faultSentence,
  faultText,
  isQuiet,
  quietText,
  reasonText,
  refusalText,
  secondsText,
  steadyText,
  verdictText,
  withinText,
} from "./sentences.ts";
import { legend } from "./svg/legend.ts";
import { picture, pictureWidth, type TypeName, types } from "./svg/look.ts";
import { fitted, fittedEnds, folded, textWidth } from "./svg/measure.ts";
import {
  axis,
  breakSigns,
  type Frame,
  hueOf,
  pole,
  stateBar,
  type Tick,
  tenureBar,
  textAt,
  withTooltip,
} from "./svg/parts.ts";
import { breakWidth, busyParts, type Scale, scaleOf, tickStep, ticksOf } from "./svg/scale.ts";
import { element } from "./svg/xml.ts";
import type { PictureOptions } from "./timeline-svg.ts";
import { sayFailover } from "./words.ts";

const second = 1_000_000;
const margin = 24;
const textRight = 292;
const plotEnd = pictureWidth - margin - 10;

interface Block {
  readonly parts: readonly string[];
  readonly height: number;
}

export function failoverSvg(report: FailoverReport, { theme, locale }: PictureOptions): string {
  const hue = hueOf(report.nodes);
  const title = sayFailover(locale, "cluster", {
    cluster: report.cluster,
    nodes: report.nodes.join(sayFailover(locale, "between")),
  });
  const parts = [
    textAt({ x: margin, y: 35 }, "title", fitted(title, pictureWidth - 2 * margin, types.title)),
  ];
  let y = 52;
  for (const router of report.routers) {
    const block = routerBlock(router, y, hue, locale);
    parts.push(...block.parts);
    y += block.height;
  }
  const rest = [
    ...report.refusals.map((one) => plain(refusalText(one, locale))),
    ...report.unknown.map((one) => plain(sayFailover(locale, "unknown", one))),
    ...(report.routers.length + report.unknown.length === 0 ? [sayFailover(locale, "no-routers")] : []),
  ];
  for (const line of rest.flatMap((text) => folded(text, pictureWidth - 2 * margin, types.body))) {
    parts.push(textAt({ x: margin, y: y + 16 }, "body", line, { class: "caution" }));
    y += 20;
  }
  const signs = legend(locale, false, { x: margin, y: y + 16, end: pictureWidth - margin });
  const sentences = report.routers.flatMap((router) => [
    `${router.instance}: ${steadyText(router, locale)}`,
    ...told(router).map((fault) => plain(faultSentence(fault, locale))),
  ]);
  return picture(
    y + 16 + signs.height + 8,
    { title, description: [...sentences, ...rest].join("; ") },
    { theme, locale },
    [...parts, ...signs.parts],
  );
}

function told(router: RouterReport): readonly FaultReport[] {
  return router.faults.filter((fault) => !isQuiet(fault, router));
}

function routerBlock(
  router: RouterReport,
  top: number,
  hue: (node: string) => string,
  locale: Locale,
): Block {
  const parts: string[] = [...headingParts(router, top + 24, hue, locale)];
  let y = top + 38;
  const faults = told(router);
  const start = plotStart(router);
  const windows = faults.map((fault) => partsShown(fault, router));
  const rooms = windows.map((shown) => perSecondIn(shown, start));
  // One scale for all: what is longer looks longer.
  const perSecond = Math.min(mostPerSecond, ...rooms);
  for (const [i, fault] of faults.entries()) {
    const shown = windows[i] ?? [];
    const scale = scaleOf(shown, start, perSecond, faultTime(fault));
    const frame: Frame = {
      scale,
      poles: [faultTime(fault), repairTime(fault)].map(scale.at),
      hueOf: hue,
      locale,
      isMeasured: (stretch) => endsByItself(stretch, fault),
    };
    const panel = panelOf(fault, router, y, frame);
    parts.push(...panel.parts);
    y += panel.height;
  }
  const quiet = quietText(router, locale);
  if (quiet !== undefined) {
    parts.push(rule(y), textAt({ x: margin, y: y + 20 }, "body", plain(quiet), { class: "dim" }));
    y += 28;
  }
  return { parts, height: y + 8 - top };
}

/** The instance, its addresses, and who holds them. */
function headingParts(
  router: RouterReport,
  y: number,
  hue: (node: string) => string,
  locale: Locale,
): readonly string[] {
  const end = pictureWidth - margin;
  const steady = steadyText(router, locale);
  const [holder] = router.steady.length === 1 ? router.steady : [];
  const left = end - 18 - textWidth(steady, types.name);
  const name = fitted(router.instance, 240, types.heading);
  const addressLeft = margin + textWidth(name, types.heading) + 14;
  const room = left - 20 - addressLeft;
  const all = router.addresses.join("  ");
  const swatch = { x: end - 11, y: y - 10.5, width: 11, height: 11, rx: 3 };
  return [
    textAt({ x: margin, y }, "heading", name),
    withTooltip(router.addresses.join(", "), [
      textAt({ x: addressLeft, y }, "address", addressesText(router.addresses, all, room, locale)),
    ]),
    ...(holder === undefined ? [] : [element("rect", { ...swatch, class: `solid ${hue(holder)}` })]),
    holder === undefined
      ? textAt({ x: end, y }, "name", steady, { class: "alarm", anchor: "end" })
      : textAt({ x: end - 18, y }, "name", steady, { anchor: "end" }),
  ];
}

/** All addresses, or as many as fit and how many there are besides. */
function addressesText(addresses: readonly string[], all: string, room: number, locale: Locale): string {
  if (textWidth(all, types.address) <= room) return all;
  for (let count = addresses.length - 1; count > 0; count--) {
    const more = sayFailover(locale, "more", { count: addresses.length - count });
    const text = [...addresses.slice(0, count), more].join("  ");
    if (textWidth(text, types.address) <= room) return text;
  }
  return fittedEnds(addresses[0] ?? "", room, types.address);
}

const barHeight = 18;
const stripHeight = 9;
const stripPitch = 13;

/** One fault: what happens and how it ends on the left, the run on the right. */
function panelOf(fault: FaultReport, router: RouterReport, top: number, frame: Frame): Block {
  const { scale, locale } = frame;
  const words = wordsOf(fault, top + 12, locale);
  const barTop = top + 38;
  const stripTop = barTop + barHeight + 7;
  const strips = router.parts.map(({ node, instance }) =>
    courseOf(fault.run.timeline, node, instance.name.value),
  );
  const bottom = stripTop + strips.length * stripPitch + 1;
  const [fate] = fatesOf(fault.run);
  const subject = router.addresses.length === 0 ? router.instance : router.addresses.join(", ");
  const moments = [
    [faultTime(fault), sayFailover(locale, "fault")],
    [repairTime(fault), sayFailover(locale, "repair")],
  ] as const;
  const plot = [
    ...axis(scale, ticksIn(scale, fault, locale), top + 24, bottom),
    ...(fate === undefined ? [] : tenureBar(fate.tenures, subject, barTop, barHeight, frame)),
    ...strips.flatMap((course, i) => {
      const y = stripTop + i * stripPitch;
      const name = fitted(course.node, nameRoom(router), types.tiny);
      return [
        textAt({ x: scale.start - 8, y: y + 8 }, "tiny", name, { class: "dim", anchor: "end" }),
        ...stateBar(course, y, stripHeight, frame, false),
      ];
    }),
    ...breakSigns(scale, barTop - 5, bottom + 4),
    ...moments.flatMap(([at, text]) => [
      pole(scale.at(at), top + 24, bottom),
      textAt({ x: scale.at(at), y: top + 19 }, "tiny", text, { anchor: "middle" }),
    ]),
  ];
  return {
    parts: [rule(top), ...words.parts, ...plot],
    height: Math.max(bottom + 24 - top, words.height + 24),
  };
}

function wordsOf(fault: FaultReport, top: number, locale: Locale): Block {
  const { verdict, seconds, reason } = fault;
  const grade = gradeOf(fault);
  const room = textRight - margin;
  const parts: string[] = [];
  let y = top;
  const write = (type: TypeName, text: string, pitch: number, className?: string) => {
    for (const line of folded(plain(text), room, types[type])) {
      y += pitch;
      parts.push(textAt({ x: margin, y }, type, line, className === undefined ? {} : { class: className }));
    }
  };
  write("name", faultText(fault.fault, locale), 16);
  const chip = `${gradeMarks[grade]} ${verdictText(verdict, locale)}`;
  const width = textWidth(chip, types.bar) + 14;
  y += 8;
  parts.push(
    element("rect", { x: margin, y, width, height: 19, rx: 9.5, class: `${grade}-chip` }),
    textAt({ x: margin + width / 2, y: y + 13.3 }, "bar", chip, { class: "on", anchor: "middle" }),
  );
  if (seconds !== undefined) {
    const time = withinText(seconds, locale);
    parts.push(textAt({ x: margin + width + 8, y: y + 13.5 }, "small", time, { class: "dim" }));
  }
  y += 22;
  if (reason !== undefined) write("small", reasonText(reason, locale), 15, "dim");
  return { parts, height: y - top };
}

/** Beside the names of the nodes. */
function plotStart(router: RouterReport): number {
  return textRight + 22 + nameRoom(router) + 8;
}

function nameRoom({ parts }: RouterReport): number {
  return Math.min(90, Math.max(...parts.map(({ node }) => textWidth(node, types.tiny)), 0));
}

const mostPerSecond = 80;

function perSecondIn(shown: readonly Stretch[], start: number): number {
  const seconds = shown.reduce((sum, { from, to }) => sum + (to - from), 0) / second;
  return (plotEnd - start - (shown.length - 1) * breakWidth) / Math.max(seconds, 0.1);
}

/** A run begins with the fault and ends with its repair. */
function faultTime({ run }: FaultReport): number {
  return run.events[0]?.at ?? 0;
}

function repairTime({ run }: FaultReport): number {
  return run.events.at(-1)?.at ?? run.timeline.end;
}

/** What goes on from before the fault, until the repair or for ever lasts as long as it pleases. */
function endsByItself({ from, to }: Stretch, fault: FaultReport): boolean {
  const repaired = repairTime(fault);
  if (from < faultTime(fault) || to >= fault.run.timeline.end) return false;
  return to < repaired || from >= repaired;
}

/** From a second before the fault to a moment after the last change, without what is idle. */
function partsShown(fault: FaultReport, router: RouterReport): readonly Stretch[] {
  const { timeline } = fault.run;
  const from = Math.max(0, faultTime(fault) - second);
  const changes = [
    ...timeline.addresses.filter(({ address }) => router.addresses.includes(address)),
    ...[...timeline.states, ...timeline.priorities].filter(({ node, instance }) =>
      router.parts.some((part) => part.node === node && part.instance.name.value === instance),
    ),
  ].map(({ at }) => at);
  const repaired = repairTime(fault);
  const last = Math.max(repaired, ...changes);
  const to = Math.min(Math.max(timeline.end, repaired), last + 1.2 * second);
  return busyParts({ from, to }, [faultTime(fault), repaired, ...changes], {
    before: 0.7 * second,
    after: 1.2 * second,
    worthCutting: 2.5 * second,
  });
}

/** Seconds since the fault and, behind a cut, since the repair. */
function ticksIn(scale: Scale, fault: FaultReport, locale: Locale): readonly Tick[] {
  const step = tickStep(scale.perSecond, 40);
  const repaired = repairTime(fault);
  const isCut = scale.breaks.some((x) => x > scale.at(faultTime(fault)) && x < scale.at(repaired));
  const origins = isCut ? [faultTime(fault), repaired] : [faultTime(fault)];
  return origins.flatMap((origin, i) =>
    ticksOf({ ...scale, origin }, step)
      .filter((at) => at >= 0 && (i > 0 || !isCut || at * second + origin < repaired - 0.7 * second))
      .map((at) => ({ x: scale.at(at * second + origin), label: secondsText(at, locale) })),
  );
}

function rule(y: number): string {
  return element("path", { d: `M${margin} ${y + 0.5}H${pictureWidth - margin}`, class: "rule" });
}

/** Without the backticks around names: a picture is no Markdown. */
function plain(text: string): string {
  return text.replaceAll("`", "");
}

/** What the pictures are made of: texts, bars of addresses and states, poles, axes. Each is XML at a place. */
import type { State } from "../../../ha/timeline.ts";
import type { Locale } from "../../../text/locale.ts";
import { type Course, clipped, type Stretch, type Tenure } from "../fates.ts";
import { holdersText, secondsText } from "../sentences.ts";
import { sayFailover } from "../words.ts";
import { hues, type TypeName, types } from "./look.ts";
import { fitted, textWidth } from "./measure.ts";
import type { Scale } from "./scale.ts";
import { element, escaped } from "./xml.ts";

export interface Place {
  readonly x: number;
  readonly y: number;
}

export interface TextOptions {
  readonly class?: string;
  readonly anchor?: "middle" | "end";
}

/** `y` is the base line. */
export function textAt({ x, y }: Place, type: TypeName, text: string, options: TextOptions = {}): string {
  const names = options.class === undefined ? type : `${type} ${options.class}`;
  return element("text", { x, y, class: names, "text-anchor": options.anchor }, [escaped(text)]);
}

/** What a pointer shows when it rests on the parts. */
export function withTooltip(text: string, parts: readonly string[]): string {
  return element("g", {}, [element("title", {}, [escaped(text)]), ...parts]);
}

/** What the bars need to know beside their data. */
export interface Frame {
  readonly scale: Scale;
  /** The class of a node's colour. */
  hueOf(node: string): string;
  readonly locale: Locale;
  /** Where lines go through all bars: words stand beside them. */
  readonly poles: readonly number[];
  /** Whether the length of a stretch tells something; absent: always. */
  readonly isMeasured?: (stretch: Stretch) => boolean;
}

export function hueOf(nodes: readonly string[]): (node: string) => string {
  return (node) => `n${Math.max(0, nodes.indexOf(node)) % hues}`;
}

const second = 1_000_000;

/** A bar that says who holds an address: the nodes' colours, stripes where several do, a gap where nobody does. */
export function tenureBar(
  tenures: readonly Tenure[],
  subject: string,
  y: number,
  height: number,
  frame: Frame,
): readonly string[] {
  const { scale, locale } = frame;
  const shown = clipped(tenures, scale);
  let taken = 0;
  return [
    element("rect", { x: scale.start, y, width: scale.end - scale.start, height, rx: 3, class: "track" }),
    ...shown.map((tenure) => {
      const whole = tenures.find((one) => one.to >= tenure.to && one.from <= tenure.from) ?? tenure;
      const [x, to] = [scale.at(tenure.from), scale.at(tenure.to)];
      const box = { x, y, width: Math.max(1, to - x), height };
      const isMeasured = frame.isMeasured?.(whole) ?? true;
      const length = isMeasured ? secondsText((whole.to - whole.from) / second, locale) : "";
      const tooltip = `${subject}: ${tenureText(tenure, locale)}, ${spanText(whole, scale, locale)}`;
      if (tenure.kind === "before")
        return withTooltip(tooltip, [element("rect", { ...box, class: "track" })]);
      if (tenure.kind === "held") {
        const [holder = ""] = tenure.holders;
        return withTooltip(tooltip, [
          element("rect", { ...box, rx: 3, class: `solid ${frame.hueOf(holder)}` }),
          ...barText(holder, box, frame),
        ]);
      }
      const note = alarmNote(tenure, length, box, taken, frame);
      taken = Math.max(taken, note.end);
      return withTooltip(tooltip, [element("rect", { ...box, rx: 2, class: tenure.kind }), ...note.parts]);
    }),
  ];
}

/** How long nobody or several hold an address: in the bar where there is room, else above it. */
function alarmNote(
  { kind, holders }: Tenure,
  length: string,
  box: Box,
  taken: number,
  frame: Frame,
): { readonly parts: readonly string[]; readonly end: number } {
  const { scale, locale } = frame;
  const who = kind === "nobody" ? sayFailover(locale, "nobody") : holders.join(" + ");
  const widest = clearParts(box, frame).reduce((best, part) => (part.width > best.width ? part : best));
  for (const text of [`${who} ${length}`.trim(), kind === "nobody" ? length : who]) {
    const width = textWidth(text, types.bar);
    if (text === "" || width + 14 > widest.width) continue;
    const x = widest.x + widest.width / 2;
    const inset = Math.max(2, (box.height - 17) / 2);
    const cover = {
      x: x - width / 2 - 4,
      y: box.y + inset,
      width: width + 8,
      height: box.height - 2 * inset,
    };
    return {
      parts: [
        ...(kind === "several" ? [element("rect", { ...cover, rx: 3, class: "cover" })] : []),
        textAt({ x, y: box.y + box.height / 2 + 4 }, "bar", text, { class: "alarm", anchor: "middle" }),
      ],
      end: taken,
    };
  }
  if (length === "") return { parts: [], end: taken };
  const half = textWidth(length, types.tiny) / 2;
  // Beside the lines where it fits, else to the right of where it begins: there may be one.
  const beside = 2 * half + 4 <= widest.width ? widest.x + widest.width / 2 : box.x + half + 3;
  const x = Math.min(Math.max(beside, scale.start + half), scale.end - half);
  if (x - half < taken) return { parts: [], end: taken };
  const place = { x, y: box.y - 3 };
  return { parts: [textAt(place, "tiny", length, { class: "alarm", anchor: "middle" })], end: x + half + 4 };
}

/** The parts of a box through which no pole and no break goes. */
function clearParts(box: Box, { scale, poles }: Frame): readonly Box[] {
  const lines = [...poles.map((x) => ({ x, half: 1 })), ...scale.breaks.map((x) => ({ x, half: 8 }))]
    .filter(({ x }) => x > box.x && x < box.x + box.width)
    .sort((a, b) => a.x - b.x);
  const starts = [box.x, ...lines.map(({ x, half }) => x + half)];
  const ends = [...lines.map(({ x, half }) => x - half), box.x + box.width];
  return starts.map((x, i) => ({ ...box, x, width: Math.max(0, (ends[i] ?? x) - x) }));
}

interface Box extends Place {
  readonly width: number;
  readonly height: number;
}

/** The holder's name where there is room for it; of a long one as much as tells something. */
function barText(text: string, box: Box, frame: Frame): readonly string[] {
  const parts = clearParts(box, frame);
  const whole = parts.find(({ width }) => textWidth(text, types.bar) + 12 <= width);
  const widest = parts.reduce((best, part) => (part.width > best.width ? part : best));
  const shown = whole === undefined ? fitted(text, widest.width - 12, types.bar) : text;
  if (shown === "" || (shown !== text && shown.length < 5)) return [];
  const place = { x: (whole ?? widest).x + 6, y: box.y + box.height / 2 + 4 };
  return [textAt(place, "bar", shown, { class: "on" })];
}

/** A bar with the states of a node's instance, in the node's colour. */
export function stateBar(
  course: Course,
  y: number,
  height: number,
  frame: Frame,
  isNamed: boolean,
): readonly string[] {
  const { scale, locale } = frame;
  return clipped(course.states, scale).map((stretch) => {
    const { state, from, to } = stretch;
    const whole = course.states.find((one) => one.to >= to && one.from <= from) ?? stretch;
    const x = scale.at(from);
    const box = { x, y, width: Math.max(1, scale.at(to) - x), height };
    const tooltip = `${course.node} ${course.instance}: ${state}, ${spanText(whole, scale, locale)}`;
    return withTooltip(tooltip, [
      ...stateShape(state, box, frame.hueOf(course.node)),
      ...(isNamed ? stateName(state, box, frame) : []),
    ]);
  });
}

/** What a state looks like; shared with the legend. */
export function stateShape(state: State, box: Box, hue: string): readonly string[] {
  const { x, y, width, height } = box;
  if (state === "MASTER") return [element("rect", { ...box, rx: 2, class: `solid ${hue}` })];
  if (state === "STOPPED") {
    const middle = y + height / 2;
    // A pointer finds the invisible rectangle, not the line.
    return [
      element("rect", { ...box, "fill-opacity": 0 }),
      element("path", { d: `M${round(x + 2)} ${round(middle)}H${round(x + width - 1)}`, class: "stopped" }),
    ];
  }
  const inner = { x: x + 0.5, y: y + 0.5, width: Math.max(0.5, width - 1), height: height - 1 };
  return [element("rect", { ...inner, rx: 2, class: state === "FAULT" ? "fault" : `tint ${hue}` })];
}

function stateName(state: State, box: Box, frame: Frame): readonly string[] {
  const { y, height } = box;
  const wide = textWidth(state, types.tiny);
  const part = clearParts(box, frame).find(({ width }) => wide + 12 <= width);
  if (part === undefined) return [];
  const place = { x: part.x + 7, y: y + height / 2 + 3.6 };
  if (state === "MASTER") return [textAt(place, "tiny", state, { class: "on" })];
  if (state === "BACKUP") return [textAt(place, "tiny", state, { class: "dim" })];
  const cover = { x: part.x + 4, y: y + 2, width: wide + 6, height: height - 4, rx: 2, class: "cover" };
  return [
    element("rect", cover),
    textAt(place, "tiny", state, { class: state === "FAULT" ? "alarm" : "dim" }),
  ];
}

/** The priority where it begins and where it changes; `y` is the base line. */
export function priorityNotes({ priorities }: Course, y: number, { scale }: Frame): readonly string[] {
  let taken = Number.NEGATIVE_INFINITY;
  return clipped(priorities, scale).flatMap(({ from, priority }, i) => {
    const x = scale.at(from);
    const text = String(priority);
    if (x < taken || x + textWidth(text, types.tiny) > scale.end) return [];
    taken = x + 3 + textWidth(text, types.tiny) + 5;
    const tick = `M${round(x + 0.5)} ${round(y - 10)}V${round(y)}`;
    return [
      element("path", { d: tick, class: "rule" }),
      textAt({ x: x + 3, y }, "tiny", text, i === 0 ? { class: "dim" } : {}),
    ];
  });
}

export interface Tick {
  readonly x: number;
  readonly label: string;
}

export function axis(scale: Scale, ticks: readonly Tick[], top: number, bottom: number): readonly string[] {
  const lines = ticks.map(({ x }) => `M${round(x)} ${round(top)}V${round(bottom + 4)}`).join("");
  return [
    ...(lines === "" ? [] : [element("path", { d: lines, class: "grid" })]),
    element("path", { d: `M${round(scale.start)} ${round(bottom)}H${round(scale.end)}`, class: "rule" }),
    ...ticks.map(({ x, label }) =>
      textAt({ x, y: bottom + 16 }, "tiny", label, { class: "dim", anchor: "middle" }),
    ),
  ];
}

/** A dashed line at a moment, through everything. */
export function pole(x: number, top: number, bottom: number): string {
  return element("path", { d: `M${round(x)} ${round(top)}V${round(bottom)}`, class: "event" });
}

/** Signs that time is left out, through everything between two heights. */
export function breakSigns({ breaks }: Scale, top: number, bottom: number): readonly string[] {
  return breaks.map((x) => {
    const edge = (at: number) => {
      const points: string[] = [];
      for (let y = top, i = 0; y <= bottom; y += 6, i++)
        points.push(`${round(at + (i % 2 === 0 ? -2 : 2))} ${round(y)}`);
      return points;
    };
    const [left, right] = [edge(x - 5), edge(x + 5)];
    const area = `M${left.join("L")}L${[...right].reverse().join("L")}Z`;
    return [
      element("path", { d: area, class: "cover" }),
      element("path", { d: `M${left.join("L")}M${right.join("L")}`, class: "cut" }),
    ].join("");
  });
}

/** Times of a stretch, in seconds from the origin of the scale. */
function spanText({ from, to }: Stretch, { origin }: Scale, locale: Locale): string {
  return [from, to].map((time) => secondsText((time - origin) / second, locale)).join(" – ");
}

function tenureText({ kind, holders }: Tenure, locale: Locale): string {
  if (kind === "before") return sayFailover(locale, "not-held");
  if (kind === "several") return `${sayFailover(locale, "split-brain")} (${holdersText(holders, locale)})`;
  return holdersText(holders, locale);
}

export function round(value: number): number {
  return Math.round(value * 10) / 10;
}

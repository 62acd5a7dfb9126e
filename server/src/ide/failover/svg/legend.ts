/** What the signs of a picture mean, in lines below it. */
import type { Locale } from "../../../text/locale.ts";
import { verdictText } from "../sentences.ts";
import { sayFailover } from "../words.ts";
import { types } from "./look.ts";
import { textWidth } from "./measure.ts";
import { round, stateShape, textAt } from "./parts.ts";
import { element } from "./xml.ts";

const swatch = { width: 22, height: 12 };
const lineHeight = 20;

/** The items that fit side by side, then those below; `y` is the top. */
export function legend(
  locale: Locale,
  hasPriorities: boolean,
  { x, y, end }: { readonly x: number; readonly y: number; readonly end: number },
): { readonly parts: readonly string[]; readonly height: number } {
  const parts: string[] = [];
  let [left, top] = [x, y];
  for (const [name, shape] of itemsIn(locale, hasPriorities)) {
    const width = swatch.width + 7 + textWidth(name, types.small);
    if (left > x && left + width > end) [left, top] = [x, top + lineHeight];
    parts.push(...shape({ x: left, y: top + 1, ...swatch }));
    parts.push(
      textAt({ x: left + swatch.width + 7, y: top + swatch.height - 1 }, "small", name, { class: "dim" }),
    );
    left += width + 18;
  }
  return { parts, height: top + lineHeight - y };
}

function sampleOfPriority({ x, y, height }: Parameters<Shape>[0]): readonly string[] {
  return [
    element("path", { d: `M${round(x + 0.5)} ${round(y)}V${round(y + height - 2)}`, class: "rule" }),
    textAt({ x: x + 4, y: y + height - 2 }, "tiny", "90", { class: "dim" }),
  ];
}

type Shape = (box: {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}) => readonly string[];

function itemsIn(locale: Locale, hasPriorities: boolean): readonly (readonly [name: string, shape: Shape])[] {
  const state = (name: "MASTER" | "BACKUP" | "FAULT" | "STOPPED") =>
    [name, (box: Parameters<Shape>[0]) => stateShape(name, box, "any")] as const;
  return [
    state("MASTER"),
    state("BACKUP"),
    state("FAULT"),
    state("STOPPED"),
    [verdictText("split-brain", locale), (box) => [element("rect", { ...box, rx: 2, class: "several" })]],
    [verdictText("nobody", locale), (box) => [element("rect", { ...box, rx: 2, class: "nobody" })]],
    ...(hasPriorities ? [[sayFailover(locale, "priority"), sampleOfPriority] as const] : []),
  ];
}

/** How the pictures look: kinds of text, colours for light and dark, patterns. Everything is a class, so one rule changes all. */
import type { Locale } from "../../../text/locale.ts";
import type { Type } from "./measure.ts";
import { element, escaped } from "./xml.ts";

export type Theme = "light" | "dark" | "auto";

export const types = {
  title: { size: 17, bold: true },
  heading: { size: 15, bold: true },
  name: { size: 13, bold: true },
  body: { size: 12.5 },
  bar: { size: 11, bold: true },
  small: { size: 11 },
  tiny: { size: 10 },
  address: { size: 12, mono: true },
  code: { size: 11, mono: true },
} as const satisfies Readonly<Record<string, Type>>;

export type TypeName = keyof typeof types;

/** Nodes beyond the last begin again with the first. */
export const hues = 6;

interface Palette {
  readonly page: string;
  readonly frame: string;
  readonly track: string;
  readonly grid: string;
  readonly text: string;
  readonly dim: string;
  readonly event: string;
  /** On a bar of a node's colour. */
  readonly onBar: string;
  readonly alarm: string;
  readonly alarmPale: string;
  readonly caution: string;
  readonly fine: string;
  readonly nodes: readonly string[];
}

const light: Palette = {
  page: "#ffffff",
  frame: "#d1d9e0",
  track: "#f3f5f7",
  grid: "#e4e8ec",
  text: "#1f2328",
  dim: "#59636e",
  event: "#3d444d",
  onBar: "#ffffff",
  alarm: "#cf222e",
  alarmPale: "#ffe5e2",
  caution: "#9a6700",
  fine: "#1a7f37",
  nodes: ["#2563c9", "#b35900", "#0b7a6f", "#7c3fc4", "#51606f", "#5a7a00"],
};

const dark: Palette = {
  page: "#0d1117",
  frame: "#30363d",
  track: "#161b22",
  grid: "#21262d",
  text: "#e6edf3",
  dim: "#9198a1",
  event: "#b1bac4",
  onBar: "#0b1017",
  alarm: "#ff6a61",
  alarmPale: "#3d1517",
  caution: "#e3b341",
  fine: "#56d364",
  nodes: ["#6cb0ff", "#f2b155", "#4fd1c0", "#c39bff", "#a3b1c0", "#b5d75e"],
};

const families =
  'system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Helvetica Neue",Arial,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif';
const monoFamilies =
  'ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono","Liberation Mono",monospace';

function styleSheet(theme: Theme): string {
  const rules = scoped([...typeRules(), ...colorRules(theme === "dark" ? dark : light)]);
  const inDark = theme === "auto" ? `@media (prefers-color-scheme:dark){${scoped(colorRules(dark))}}` : "";
  return `<style>${rules}${inDark}</style>`;
}

/** Rules for this picture only: in a page it may stand among other things. */
function scoped(rules: readonly string[]): string {
  return rules.map((rule) => `.kalint-picture ${rule}`).join("");
}

function typeRules(): readonly string[] {
  return [
    `text{font-family:${families}}`,
    ...Object.entries<Type>(types).map(
      ([name, { size, bold, mono }]) =>
        `.${name}{font-size:${size}px${bold === true ? ";font-weight:600" : ""}${mono === true ? `;font-family:${monoFamilies}` : ""}}`,
    ),
  ];
}

function colorRules(p: Palette): readonly string[] {
  return [
    `text{fill:${p.text}}`,
    `.page{fill:${p.page};stroke:${p.frame}}`,
    `.cover{fill:${p.page}}`,
    `.dim{fill:${p.dim}}`,
    `.track{fill:${p.track}}`,
    `.grid{stroke:${p.grid}}`,
    `.rule{stroke:${p.frame}}`,
    `.event{stroke:${p.event};stroke-dasharray:3 3;fill:none}`,
    `.flag{fill:${p.page};stroke:${p.event}}`,
    `.cut{fill:none;stroke:${p.dim}}`,
    `.on{fill:${p.onBar}}`,
    `.alarm{fill:${p.alarm}}`,
    `.caution{fill:${p.caution}}`,
    `.fine{fill:${p.fine}}`,
    `.outage-chip{fill:${p.alarm}}`,
    `.stuck-chip{fill:${p.caution}}`,
    `.fine-chip{fill:${p.fine}}`,
    `.quiet-chip{fill:${p.dim}}`,
    `.pale{fill:${p.alarmPale}}`,
    `.stripe{fill:${p.alarm}}`,
    `.mesh{fill:none;stroke:${p.alarm}}`,
    `.several{fill:url(#kalint-several);stroke:${p.alarm};stroke-width:1.5}`,
    `.nobody{fill:${p.page};stroke:${p.alarm};stroke-width:1.5;stroke-dasharray:4 3}`,
    `.fault{fill:url(#kalint-fault);stroke:${p.alarm}}`,
    `.stopped{fill:none;stroke:${p.dim};stroke-dasharray:2 4;stroke-linecap:round;stroke-width:2}`,
    ...p.nodes.flatMap((color, i) => [
      `.solid.n${i}{fill:${color}}`,
      `.tint.n${i}{fill:${color};fill-opacity:.13;stroke:${color};stroke-opacity:.55}`,
    ]),
    `.solid.any{fill:${p.dim}}`,
    `.tint.any{fill:${p.dim};fill-opacity:.13;stroke:${p.dim};stroke-opacity:.55}`,
  ];
}

/** Stripes for an address that several hold, a mesh for FAULT: they differ from all else without colours too. */
export function patterns(): string {
  const attributes = { patternUnits: "userSpaceOnUse", width: 8, height: 8 };
  const ground = element("rect", { width: 8, height: 8, class: "pale" });
  return element("defs", {}, [
    element("pattern", { id: "kalint-several", ...attributes, patternTransform: "rotate(45)" }, [
      ground,
      element("rect", { width: 4, height: 8, class: "stripe" }),
    ]),
    element("pattern", { id: "kalint-fault", ...attributes }, [
      ground,
      element("path", { d: "M0 0L8 8M8 0L0 8", class: "mesh", "stroke-width": "0.8" }),
    ]),
  ]);
}

export const pictureWidth = 960;

/** The whole picture: what it is for those who can not see it, the page, and what is on it. */
export function picture(
  height: number,
  { title, description }: { readonly title: string; readonly description: string },
  { theme, locale }: { readonly theme: Theme; readonly locale: Locale },
  content: readonly string[],
): string {
  const attributes = {
    xmlns: "http://www.w3.org/2000/svg",
    viewBox: `0 0 ${pictureWidth} ${Math.ceil(height)}`,
    width: pictureWidth,
    height: Math.ceil(height),
    role: "img",
    "xml:lang": locale,
    "aria-labelledby": "kalint-title kalint-description",
    class: "kalint-picture",
  };
  const page = { x: 0.5, y: 0.5, width: pictureWidth - 1, height: Math.ceil(height) - 1, rx: 10 };
  return `${element("svg", attributes, [
    "\n",
    titled("title", "kalint-title", title),
    titled("desc", "kalint-description", description),
    styleSheet(theme),
    patterns(),
    "\n",
    element("rect", { ...page, class: "page" }),
    "\n",
    ...content.flatMap((one) => [one, "\n"]),
  ])}\n`;
}

function titled(name: string, id: string, text: string): string {
  return element(name, { id }, [escaped(text)]);
}

/** Writes the arguments of an entry as a reader would, from the form the catalogue keeps. */
import type { Entry } from "../catalogue/entry.ts";
import { type Form, parseForm, type Value } from "../catalogue/form.ts";
import { remembered } from "../workspace/remembered.ts";

/** Alternatives shown before the rest is left out. */
const maxAlternatives = 12;

/** The name with its arguments: `weight <int -253–253> [reverse]`. */
export const signature = remembered((entry: Entry): string => {
  const form = formText(parseForm(entry.args));
  if (entry.name === "*") return form;
  if (entry.paren === "optional" && form !== "")
    return `${entry.name}(${inParentheses(parseForm(entry.args))})`;
  if (entry.paren === "required" || entry.paren === "optional")
    return form === "" ? `${entry.name}(…)` : `${entry.name}(…) ${form}`;
  if (form === "") return entry.name;
  return entry.name.endsWith("=") ? `${entry.name}${form}` : `${entry.name} ${form}`;
});

/** Arguments with commas between them. */
function inParentheses(form: Form, isFirst = true): string {
  if (form.kind === "optional") return `[${inParentheses(form.item, isFirst)}]`;
  if (form.kind === "sequence")
    return form.items.map((item, index) => inParentheses(item, isFirst && index === 0)).join("");
  return `${isFirst ? "" : ","}${formText(form)}`;
}

function formText(form: Form): string {
  switch (form.kind) {
    case "literal":
      return form.text;
    case "value":
      return `${form.prefix}<${valueText(form)}>`;
    case "rest":
      return "…";
    case "entry":
      return `<${form.scope}>`;
    case "sequence":
      return form.items
        .map((item) => (item.kind === "choice" ? `(${formText(item)})` : formText(item)))
        .filter((text) => text !== "")
        .join(" ");
    case "choice":
      return choiceText(form.options);
    case "optional":
      return `[${formText(form.item)}]`;
    case "repeat":
      return repeatText(formText(form.item), form.item, form.atLeastOnce);
  }
}

/** What a value is and in which range: `int 1–255`. */
export function valueText(value: Value): string {
  const what = value.type === "ref" || value.type === "def" ? value.param.split(",").join(" | ") : value.type;
  const range = rangeText(value);
  return range === "" ? what : `${what} ${range}`;
}

/** `1–255`, `≥ 1`, `≤ 255`, or nothing. */
export function rangeText({ min, max }: Value): string {
  if (min !== undefined && max !== undefined) return `${min}–${max}`;
  if (min !== undefined) return `≥ ${min}`;
  return max === undefined ? "" : `≤ ${max}`;
}

function choiceText(options: readonly Form[]): string {
  const shown = options.slice(0, maxAlternatives).map(formText);
  return options.length > maxAlternatives ? `${shown.join(" | ")} | …` : shown.join(" | ");
}

function repeatText(text: string, item: Form, atLeastOnce: boolean): string {
  const grouped = item.kind === "choice" || item.kind === "sequence" ? `(${text})` : text;
  return atLeastOnce ? `${grouped} …` : `[${text}] …`;
}

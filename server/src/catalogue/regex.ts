/**
 * Regular expressions as daemons hand them to PCRE. Only mistakes that no version of PCRE lets pass are reported;
 * what an expression means is left to PCRE.
 */

/**
 * The message id of unbalanced brackets and of repetition of nothing or of another repetition. Expressions with comments, verbs or literal
 * parts are let pass.
 */
export function regexMistake(expression: string): string | undefined {
  if (expression === "") return "empty-regex";
  if (/\\Q|\(\?#|\(\*|\(\?[a-zA-Z^-]*x/.test(expression)) return undefined;
  let depth = 0;
  // Whether something stands before that can be repeated.
  let repeatable = false;
  for (let at = 0; at < expression.length; at++) {
    const repetition = matchAt(repetitions, expression, at);
    if (repetition !== undefined) {
      if (!repeatable) return at === 0 ? "nothing-to-repeat" : "repeated-repetition";
      const [, least, most] = /(\d+)(?:,(\d+))?/.exec(repetition) ?? [];
      if (Number(least) > 65535 || Number(most ?? least) < Number(least)) return "bad-repetition";
    }
    const character = expression[at];
    const group = matchAt(groupHead, expression, at);
    if (character === "[") {
      const end = endOfClass(expression, at);
      if (end < 0) return "unclosed-class";
      at = end;
    } else if (character === "\\") at += (matchAt(escaped, expression, at)?.length ?? 1) - 1;
    else if (character === "(") depth++;
    else if (character === ")" && --depth < 0) return "stray-group-end";
    repeatable = group === undefined && repetition === undefined && character !== "|";
    if (group !== undefined || repetition !== undefined) at += (group ?? repetition ?? "").length - 1;
  }
  return depth > 0 ? "unclosed-group" : undefined;
}

/** How often, with what makes it greedy or not. `{,3}` is none to older releases. */
const repetitions = /(?:[*+?]|\{\d+(?:,\d*)?\})[+?]?/y;

/** Up to where the content of a group begins; what else begins with `(?` may be repeated or not, it is not looked at. */
const groupHead = /\((?!\?)|\(\?(?:[:=!>|]|<[=!]|P?<\w+>|'\w+'|[a-zA-Z-]+:)/y;

/** The number or name of some stands in braces, which are no repetition. */
const escaped = /\\(?:[xopPgkN]\{[^}]*\}|[\s\S])/y;

function matchAt(look: RegExp, text: string, at: number): string | undefined {
  look.lastIndex = at;
  return look.exec(text)?.[0];
}

/** The `]` of a character class; one right behind the opening stands for itself. */
function endOfClass(expression: string, start: number): number {
  let at = start + 1;
  if (expression[at] === "^") at++;
  if (expression[at] === "]") at++;
  for (; at < expression.length; at++) {
    if (expression[at] === "\\") at++;
    else if (expression[at] === "]") return at;
    else if (expression[at] === "[" && /[:.=]/.test(expression[at + 1] ?? "")) {
      const end = expression.indexOf(`${expression[at + 1]}]`, at + 2);
      if (end > 0) at = end + 1;
    }
  }
  return -1;
}

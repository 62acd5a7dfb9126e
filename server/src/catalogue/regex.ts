/**
 * Regular expressions as daemons hand them to PCRE. Only mistakes that no version of PCRE lets pass are reported;
 * what an expression means is left to PCRE.
 */

/**
 * The message id of unbalanced brackets and of repetition of nothing. Expressions with comments, verbs or literal
 * parts are let pass.
 */
export function regexMistake(expression: string): string | undefined {
  if (expression === "") return "empty-regex";
  if (/\\Q|\(\?#|\(\*|\(\?[a-zA-Z^-]*x/.test(expression)) return undefined;
  if (/^[*+?]/.test(expression)) return "nothing-to-repeat";
  let depth = 0;
  for (let at = 0; at < expression.length; at++) {
    const character = expression[at];
    if (character === "|" && /[*+?]/.test(expression[at + 1] ?? "")) return "nothing-to-repeat";
    if (character === "\\") at++;
    else if (character === "[") {
      const end = endOfClass(expression, at);
      if (end < 0) return "unclosed-class";
      at = end;
    } else if (character === "(") depth++;
    else if (character === ")" && --depth < 0) return "stray-group-end";
  }
  return depth > 0 ? "unclosed-group" : undefined;
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

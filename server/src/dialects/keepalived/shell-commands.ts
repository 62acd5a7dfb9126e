/** The simple commands of a shell text, and which of them are run for certain. A text with more than that is not read at all. */

export interface ShellCommand {
  readonly words: readonly string[];
  /** It is run whatever the commands before it say. */
  readonly certain: boolean;
  /** The operator behind it; "" at the end. */
  readonly operator: string;
}

/** `undefined` where the text has conditions, loops, blocks, functions or values that only the shell knows. */
export function shellCommands(script: string): readonly ShellCommand[] | undefined {
  const pieces = piecesOf(script);
  if (pieces === undefined) return undefined;
  const found: ShellCommand[] = [];
  let sure = true;
  let mayHaveLeft = false;
  for (const [i, { words, operator }] of pieces.entries()) {
    const [program] = words;
    if (program === undefined) {
      if (!/^[;&\n]?$/.test(operator)) return undefined;
      continue;
    }
    if (notSimple.test(program)) return undefined;
    const isLast = pieces.slice(i + 1).every((piece) => piece.words.length === 0);
    if (isLast && /^(?:&&|\|\|?)$/.test(operator)) return undefined;
    const certain = sure && !mayHaveLeft;
    found.push({ words, certain, operator: isLast && operator !== "&" ? "" : operator });
    mayHaveLeft ||= program === "exit" || program === "exec";
    if (operator === "&&") sure &&= alwaysSucceeds(program);
    else if (operator === "||") sure = false;
    else if (operator !== "|") sure = true;
  }
  return found;
}

/** True of programs that report no failure. */
export function alwaysSucceeds(program: string): boolean {
  return /^(?:(?:\/usr)?\/bin\/)?(?:echo|printf|logger|true|:|sleep|date)$/.test(program);
}

interface Piece {
  readonly words: readonly string[];
  readonly operator: string;
}

/** Redirections, operators, words; whatever else there is makes the text one that is not read. */
const tokens =
  /(?<blank>[^\S\n]+|\\\n)|(?<redirection>\d*(?:>>|>|<)(?:&\d|[^\S\n]*[\w./-]+)|&>>?[^\S\n]*[\w./-]+)|(?<operator>&&|\|\||[;&|\n])|(?<word>(?:"(?:[^"\\$`]|\\[^$`])*"|'[^']*'|\\[^\n]|[^\s;&|<>(){}"'\\$`#])+)|(?<other>.)/gs;

function piecesOf(script: string): readonly Piece[] | undefined {
  const pieces: Piece[] = [];
  let words: string[] = [];
  for (const { groups } of script.matchAll(tokens)) {
    if (groups?.other !== undefined) return undefined;
    if (groups?.word !== undefined) words.push(withoutQuotes(groups.word));
    if (groups?.operator === undefined) continue;
    pieces.push({ words, operator: groups.operator });
    words = [];
  }
  return [...pieces, { words, operator: "" }];
}

function withoutQuotes(word: string): string {
  return word.replace(
    /"((?:[^"\\]|\\.)*)"|'([^']*)'|\\(.)/gs,
    (_, double?: string, single?: string, one?: string) =>
      double?.replace(/\\([\\"])/g, "$1") ?? single ?? one ?? "",
  );
}

/** Words that begin more than a simple command, or change how what follows is read. */
const notSimple =
  /^(?:[A-Za-z_]\w*=.*|[!.]|\[\[|if|then|else|elif|fi|for|while|until|do|done|case|esac|function|time|eval|source|set|trap|alias|return|shift|export|wait)$/;

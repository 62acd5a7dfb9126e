/** Runs a grammar of syntaxes/ over a text as an editor does, and reads texts with caret lines that say which scope they expect. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect } from "vitest";
import { loadWASM, OnigScanner, OnigString } from "vscode-oniguruma";
import { type IGrammar, INITIAL, parseRawGrammar, Registry } from "vscode-textmate";
import { grammarPath } from "../../syntaxes/generate.mjs";

export type GrammarName = "keepalived" | "nginx" | "haproxy";

export interface ScopedToken {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** From the outermost to the innermost. */
  readonly scopes: readonly string[];
}

/** The tokens of each line. */
export async function tokenise(name: GrammarName, text: string): Promise<ScopedToken[][]> {
  const grammar = await grammarOf(name);
  let state = INITIAL;
  return text.split(/\r?\n/).map((line) => {
    const result = grammar.tokenizeLine(line, state);
    state = result.ruleStack;
    return result.tokens.map((token) => ({
      text: line.slice(token.startIndex, token.endIndex),
      start: token.startIndex,
      end: token.endIndex,
      scopes: token.scopes,
    }));
  });
}

/**
 * Checks a text with caret lines: each stands under the line it speaks of, and names the beginning of a scope that
 * everything above its carets must have; `- scope` says that nothing there may have it.
 */
export async function expectScopes(name: GrammarName, marked: string): Promise<void> {
  const lines: string[] = [];
  const marks: { line: number; start: number; end: number; not: boolean; scope: string }[] = [];
  for (const line of marked.split("\n")) {
    const mark = /^(\s*)(\^+) (- )?([a-z][a-z.-]*)$/.exec(line);
    if (mark === null) lines.push(line);
    else {
      const [, indent = "", carets = "", not, scope = ""] = mark;
      const start = indent.length;
      marks.push({
        line: lines.length - 1,
        start,
        end: start + carets.length,
        not: not !== undefined,
        scope,
      });
    }
  }
  expect(marks.length).toBeGreaterThan(0);
  const tokens = await tokenise(name, lines.join("\n"));
  for (const mark of marks) {
    const under = (tokens[mark.line] ?? []).filter(
      (token) => token.start < mark.end && token.end > mark.start,
    );
    const text = lines[mark.line]?.slice(mark.start, mark.end);
    const wrong = under.filter(
      (token) =>
        token.scopes.some((scope) => scope === mark.scope || scope.startsWith(`${mark.scope}.`)) === mark.not,
    );
    expect(
      wrong.map((token) => `${token.text}: ${token.scopes.slice(1).join(" ")}`),
      `\`${text}\` of \`${lines[mark.line]}\` ${mark.not ? "without" : "with"} ${mark.scope}`,
    ).toEqual([]);
    expect(under.length, `nothing stands above the carets of ${mark.scope}`).toBeGreaterThan(0);
  }
}

/** Stands for an editor's own Lua grammar: only what is needed to see that braces in Lua strings and comments close nothing. */
const lua = {
  scopeName: "source.lua",
  patterns: [
    { name: "comment.line.lua", match: "--.*$" },
    { name: "string.quoted.lua", match: "\"[^\"]*\"|'[^']*'" },
    { name: "keyword.control.lua", match: "\\b(?:if|then|end|local|return)\\b" },
  ],
};

const registry = new Registry({
  onigLib: loadOniguruma(),
  loadGrammar: async (scope) => {
    if (scope === lua.scopeName) return parseRawGrammar(JSON.stringify(lua), "lua.json");
    const name = scope.replace("source.", "");
    return parseRawGrammar(readFileSync(grammarPath(name), "utf8"), `${name}.json`);
  },
});

const grammars = new Map<GrammarName, Promise<IGrammar>>();

function grammarOf(name: GrammarName): Promise<IGrammar> {
  let grammar = grammars.get(name);
  if (grammar === undefined) {
    grammar = registry.loadGrammar(`source.${name}`).then((loaded) => {
      if (loaded === null) throw new Error(`no grammar ${name}`);
      return loaded;
    });
    grammars.set(name, grammar);
  }
  return grammar;
}

async function loadOniguruma() {
  const file = createRequire(import.meta.url).resolve("vscode-oniguruma/release/onig.wasm");
  await loadWASM(readFileSync(file));
  return {
    createOnigScanner: (patterns: string[]) => new OnigScanner(patterns),
    createOnigString: (text: string) => new OnigString(text),
  };
}

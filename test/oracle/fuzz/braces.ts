/** Blocks that stand between braces, and mistakes that are made with those. */
import { anyLine, type Block, indexesOf, type Language, type Mutation, type Place, pick } from "./mutate.ts";

/** A language of blocks in braces; `comment` matches one with all behind it. */
export function braceLanguage(comment: RegExp, quotings: readonly string[]): Language {
  return {
    comment,
    quotings,
    blocksOf: (lines) => blocksOf(lines, comment),
    placesOf: (lines) => placesOf(lines, comment),
    mutations: [addBrace, dropBrace(comment)],
  };
}

const addBrace: Mutation = (lines, { random, language }) => {
  const at = anyLine(lines, random, language);
  const brace = random() < 0.5 ? "{" : "}";
  const kind = random();
  if (kind < 0.4) lines.splice(at, 0, brace);
  else lines[at] = kind < 0.7 ? `${lines[at]} ${brace}` : `${brace} ${lines[at]}`;
};

function dropBrace(comment: RegExp): Mutation {
  return (lines, { random }) => {
    const at = pick(
      indexesOf(lines, (line) => /[{}]/.test(line.replace(comment, ""))),
      random,
    );
    if (at !== undefined) lines[at] = (lines[at] ?? "").replace(/[{}]/, "");
  };
}

/** Blocks that begin and end with a line of their own. */
function blocksOf(lines: readonly string[], comment: RegExp): Block[] {
  const open: number[] = [];
  const blocks: Block[] = [];
  lines.forEach((raw, at) => {
    for (const brace of raw.replace(comment, "").match(/[{}]/g) ?? []) {
      if (brace === "{") open.push(at);
      else {
        const from = open.pop();
        if (from !== undefined && from < at) blocks.push({ from, to: at });
      }
    }
  });
  return blocks;
}

/** Where each line stands, by the keywords of the blocks around it. */
function placesOf(lines: readonly string[], comment: RegExp): (Place | undefined)[] {
  const blocks: string[] = [];
  let last = "";
  return lines.map((raw) => {
    const line = raw.replace(comment, "").trim();
    const keyword = /^[^\s{}]+/.exec(line)?.[0];
    const block = blocks.join("/");
    if (keyword !== undefined) last = keyword;
    for (const brace of line.match(/[{}]/g) ?? []) {
      if (brace === "{") blocks.push(last);
      else blocks.pop();
    }
    return keyword === undefined
      ? undefined
      : { block, line: block === "" ? keyword : `${block}/${keyword}` };
  });
}

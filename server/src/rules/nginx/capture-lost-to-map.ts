/**
 * `$1` of a location in one text with a variable of a `map` that has expressions: where one of them fits, it leaves
 * its own groups behind (ngx_http_map_find, ngx_http_regex_exec), and the text is put together with those.
 */
import { readLocation } from "../../dialects/nginx/location.ts";
import { groupsIn } from "../../dialects/nginx/regex.ts";
import { remembered } from "../../workspace/remembered.ts";
import type { Snapshot, Unit } from "../../workspace/snapshot.ts";
import {
  type Block,
  blocksIn,
  type OpenedBlock,
  outward,
  ownBlocks,
  type Statement,
  statementsCalled,
} from "./blocks.ts";
import { variablesOf } from "./client-input.ts";
import { headOf, nginxRule } from "./nginx-rule.ts";

export const captureLostToMap = nginxRule({
  name: "capture-lost-to-map",
  code: "NG373",
  severity: "warning",
  daemon: "silent",
  check(subject, report) {
    const { file, unit, snapshot } = subject;
    const maps = mapsWithExpressions(unit, snapshot);
    if (maps.size === 0) return;
    for (const block of ownBlocks(subject, "location")) {
      const match = readLocation(block.opener.directive.words.slice(1));
      const caught = match?.kind === "regex" ? groupsIn(match.path) : 0;
      for (const statement of caught === 0 ? [] : block.statements) {
        if (statement.file !== file || hasOwnExpression(statement)) continue;
        for (const word of statement.directive.words.slice(1)) {
          const variables = [...variablesOf(word.value)];
          const group = variables.find((name) => Number(name) > 0 && Number(name) <= caught);
          const map = variables.map((name) => maps.get(name)).find((one) => one !== undefined);
          if (group === undefined || map === undefined || isAskedBefore(block, map)) continue;
          const { file: place, directive } = map.opener;
          report({ file, span: word }, "lost", {
            params: { group: `$${group}`, variable: directive.words[2]?.value ?? "" },
            related: [{ place: { file: place, span: headOf(directive) }, message: { id: "map" } }],
          });
        }
      }
    }
  },
});

/** By the name of their variable. */
const mapsWithExpressions = remembered(
  (unit: Unit, snapshot: Snapshot): ReadonlyMap<string, OpenedBlock> =>
    new Map(
      blocksIn(unit, snapshot, "map").flatMap((block) => {
        const name = /^\$(\w+)$/.exec(block.opener.directive.words[2]?.value ?? "")?.[1];
        const isByExpression = block.statements.some(({ directive }) =>
          directive.words[0].value.startsWith("~"),
        );
        return name !== undefined && isByExpression ? [[name.toLowerCase(), block] as const] : [];
      }),
    ),
);

function hasOwnExpression({ directive, known }: Statement): boolean {
  return (
    known === undefined ||
    directive.body !== undefined ||
    directive.words[0].value === "rewrite" ||
    directive.words.some(({ value }) => value.startsWith("~"))
  );
}

/** The server asks for the variable before it looks for a location: its value is known then, and the map is not gone through again. */
function isAskedBefore(block: Block, { opener, statements }: OpenedBlock): boolean {
  if (statements.some(({ directive }) => directive.words[0].value === "volatile")) return false;
  const name = opener.directive.words[2]?.value.slice(1).toLowerCase() ?? "";
  const server = [...outward(block)].find(({ scope }) => scope === "server");
  return (
    server !== undefined &&
    statementsCalled(server, "set", "if", "rewrite", "return").some(({ directive }) =>
      directive.words.some(({ value }) => variablesOf(value).has(name)),
    )
  );
}

/** A stick table whose keys can not be what is looked up in it. */
import { parseExpression } from "../../dialects/haproxy/sample-parser.ts";
import { sampleFacts } from "../../dialects/haproxy/tables.ts";
import type { Unit } from "../../workspace/snapshot.ts";
import { haproxyRule, isComplete, isUncertain, type Line, proxiesHere } from "./haproxy-rule.ts";
import { tablesIn } from "./stick-tables.ts";

/** What a fetch gives, and the types of table that can not be made of it (sample.c, sample_casts). */
const impossible: Readonly<Record<string, readonly string[]>> = {
  bool: ["ip", "ipv6"],
  bin: ["ip", "ipv6", "integer"],
  meth: ["ip", "ipv6", "integer"],
  ipv6: ["integer"],
  addr: ["integer"],
};

export const tableTypeMismatch = haproxyRule({
  name: "table-type-mismatch",
  code: "HA261",
  severity: "error",
  daemon: "reject",
  needs: ["stick", "track", "table"],
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    if (!isComplete(unit)) return;
    for (const section of proxiesHere(subject)) {
      for (const line of section.lines) {
        const at = keyAt(line);
        const key = at === undefined ? undefined : line.directive.words[at];
        if (at === undefined || key === undefined || isUncertain(line)) continue;
        if (line.keyword.startsWith("stick ") && section.kind === "frontend") continue;
        const output = outputOf(key.value);
        // An address was a number to 2.6.
        if (output === undefined || (output === "addr" && file.target === "2.6")) continue;
        const next = line.directive.words[at + 1]?.value;
        // Converters may stand behind, as words of their own.
        if (next !== undefined && !["table", "if", "unless"].includes(next)) continue;
        const name = next === "table" ? line.directive.words[at + 2]?.value : section.name?.value;
        const type = name === undefined ? undefined : typeOf(name, unit);
        if (type !== undefined && impossible[output]?.includes(type))
          report({ file, span: key }, "mismatch", { params: { key: key.value, name: name ?? "", type } });
      }
    }
  },
});

/** Where the key of a rule on a table stands. */
function keyAt({ keyword, directive: { words } }: Line): number | undefined {
  if (keyword.startsWith("stick ")) return 2;
  const track = /^(?:http|tcp)-/.test(keyword)
    ? words.findIndex(({ value }) => /^track-sc\d+$/.test(value))
    : -1;
  return track < 0 ? undefined : track + 1;
}

/** The type of a fetch that stands alone. */
function outputOf(text: string): string | undefined {
  const { expression } = parseExpression(text);
  const [call] = expression.calls;
  return call === undefined || expression.calls.length > 1
    ? undefined
    : sampleFacts("fetch", call.name)?.gives;
}

function typeOf(name: string, unit: Unit): string | undefined {
  const table = tablesIn(unit).get(name);
  return table === undefined || table.unclear ? undefined : table.type;
}

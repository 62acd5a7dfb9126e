/** A condition on a counter that its stick table does not store. */
import type { Call } from "../../dialects/haproxy/sample-parser.ts";
import type { Unit } from "../../workspace/snapshot.ts";
import { criteriaOf } from "./criteria.ts";
import { haproxyRule, isComplete, isProxy, type Section, sectionsHere } from "./haproxy-rule.ts";
import { type StickTable, tablesIn, trackedIn } from "./stick-tables.ts";

export const counterNotStored = haproxyRule({
  name: "counter-not-stored",
  code: "HA322",
  severity: "warning",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    if (!isComplete(unit) || tablesIn(unit).size === 0) return;
    for (const section of sectionsHere(subject).filter(isProxy)) {
      for (const { word, expression, line } of criteriaOf(section)) {
        for (const call of expression.calls) {
          const counter = line.known.conditional ? undefined : counterOf(call);
          if (counter === undefined) continue;
          const tables = tablesOf(call, section, unit);
          const [first] = tables;
          if (
            first === undefined ||
            tables.some((table) => table.unclear || counter.some((c) => table.stored.has(c)))
          )
            continue;
          report({ file, span: word }, "missing", {
            params: { fetch: call.name, counter: counter[0] ?? "" },
            related: [
              {
                place: { file: first.line.file, span: first.line.directive.words[0] },
                message: { id: "table" },
              },
            ],
          });
        }
      }
    }
  },
});

const shape = /^(sc\d?|src|table)_(?:get_|inc_|clr_|updt_)?(.+)$/;
/** What is about the entry itself. */
const always = new Set([
  "avail",
  "avl",
  "cnt",
  "expire",
  "idle",
  "key",
  "is_local",
  "port",
  "server_id",
  "tracked",
  "trackers",
]);

/** The data that a fetch or a converter reads, what may stand for it behind; `undefined` where none is needed. */
function counterOf({ name }: Call): readonly string[] | undefined {
  const data = shape.exec(name)?.[2];
  if (data === undefined || always.has(data)) return undefined;
  if (data.startsWith("kbytes_")) return [`${data.slice(1)}_cnt`];
  // One of an array of counters will do, and to count up is enough for a rate.
  if (/^gp[ct]\d?$/.test(data)) return [data, data.slice(0, 3), `${data}_rate`, `${data.slice(0, 3)}_rate`];
  return /^gpc\d_rate$/.test(data) ? [data, "gpc_rate"] : [data];
}

/** The tables that it may read; empty where that can not be told. */
function tablesOf({ name, args }: Call, section: Section, unit: Unit): readonly StickTable[] {
  const values = args.map(({ value }) => value);
  const last = values.at(-1) ?? "";
  const numbers = values.filter((value) => /^\d+$/.test(value));
  const own = section.name?.value ?? "";
  const counter =
    /^sc(\d)_/.exec(name)?.[1] ?? (/gp[ct]$|gpc_rate$/.test(name) ? numbers[1] : numbers[0]) ?? "";
  const names =
    last !== "" && !/^\d+$/.test(last)
      ? [last]
      : name.startsWith("sc")
        ? [...(trackedIn(unit).get(counter) ?? [])]
        : [own];
  const tables = names.map((table) => tablesIn(unit).get(table));
  return tables.includes(undefined) ? [] : tables.filter((table) => table !== undefined);
}

/** Bandwidth limits whose filter is not there, declared twice, or counts in a table that does not store it. */
import { haproxyRule, isComplete, isUncertain, proxiesHere } from "./haproxy-rule.ts";
import { tablesIn } from "./stick-tables.ts";

/** What a filter counts by, of each direction. */
const counters: Readonly<Record<string, string>> = {
  "bwlim-in": "bytes_in_rate",
  "bwlim-out": "bytes_out_rate",
};

export const bandwidthFilter = haproxyRule({
  name: "bandwidth-filter",
  code: "HA269",
  severity: "error",
  daemon: "reject",
  needs: ["bwlim", "set-bandwidth-limit"],
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    if (!isComplete(unit) || file.target === "2.6") return;
    for (const section of proxiesHere(subject)) {
      if (section.lines.some(isUncertain)) continue;
      const names = new Set<string>();
      for (const { keyword, directive } of section.lines) {
        const [, kind, name, ...options] = directive.words;
        const counter = counters[kind?.value ?? ""];
        if (keyword !== "filter" || counter === undefined || name === undefined) continue;
        if (names.has(name.value)) report({ file, span: name }, "twice", { params: { name: name.value } });
        names.add(name.value);
        const table = options[options.findIndex(({ value }) => value === "table") + 1];
        if (!options.some(({ value }) => value === "table") || table === undefined) continue;
        const stored = tablesIn(unit).get(table.value);
        if (stored !== undefined && !stored.unclear && !stored.stored.has(counter))
          report({ file, span: table }, "table", { params: { name: table.value, counter } });
      }
      for (const { directive } of section.lines) {
        const at = directive.words.findIndex(({ value }) => value === "set-bandwidth-limit");
        const name = directive.words[at + 1];
        if (at < 1 || at > 2 || name === undefined || names.has(name.value)) continue;
        report({ file, span: name }, "undefined", {
          params: { name: name.value },
          // Beside others of its kind the daemon takes one of those.
          ...(names.size === 0 ? {} : { severity: "warning", daemon: "silent" }),
        });
      }
    }
  },
});

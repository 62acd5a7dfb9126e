/** A whole configuration without an `events` block: nginx does not start (ngx_event_init_conf). */
import { isCalled, topBlock } from "./blocks.ts";
import { nginxRule } from "./nginx-rule.ts";

export const missingEvents = nginxRule({
  name: "missing-events",
  code: "NG201",
  severity: "error",
  daemon: "reject",
  check({ file, unit, snapshot }, report) {
    if (file !== unit.files[0] || file.checked.rootScope !== "main") return;
    const main = topBlock(unit, snapshot);
    if (main?.complete !== true) return;
    const { statements } = main;
    if (statements.some((s) => isCalled(s, "events"))) return;
    const block = statements.find(
      (s) => s.file === file && ["http", "stream", "mail"].some((name) => isCalled(s, name)),
    );
    if (block === undefined) return;
    const [name] = block.directive.words;
    report({ file, span: name }, "missing", {
      fixes: [
        {
          title: { id: "fix" },
          safety: "safe",
          edits: [{ span: { start: name.start, end: name.start }, text: "events {}\n\n" }],
        },
      ],
    });
  },
});

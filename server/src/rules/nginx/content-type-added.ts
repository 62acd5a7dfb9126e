/** `add_header Content-Type` adds a second one beside that of the file or the server behind. */
import { called } from "./blocks.ts";
import { nginxRule } from "./nginx-rule.ts";

export const contentTypeAdded = nginxRule({
  name: "content-type-added",
  code: "NG311",
  severity: "warning",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const { directive } of called(subject, "add_header")) {
      const [, name, value] = directive.words;
      if (name?.value.toLowerCase() === "content-type" && value !== undefined)
        report({ file, span: name }, "second", { params: { value: value.value } });
    }
  },
});

/** A placeholder of a manual that was never filled in. */
import { matchOf } from "../../catalogue/check.ts";
import { isPlaceholder } from "../../dialects/keepalived/values.ts";
import { keepalivedRule } from "./keepalived-rule.ts";

/** Types that any text is good for, as far as the daemon's check run can tell. */
const anyText = new Set([
  "name",
  "text",
  "email",
  "hostname",
  "path",
  "user",
  "group",
  "script",
  "regex",
  "def",
  "ref",
]);

/** Any name of an interface will do that is not too long. */
const interfaceTypes = new Set(["interface", "vmac-name", "vmac-word"]);
const maxInterfaceName = 15;

export const placeholderValue = keepalivedRule({
  name: "placeholder-value",
  code: "KA225",
  severity: "error",
  daemon: "reject",
  check({ file }, report) {
    if (!/<|x\.|\.x|your[-_]|%|_here/i.test(file.text)) return;
    for (const known of file.checked.known.values()) {
      const { directive, conditional } = known;
      if (conditional) continue;
      for (const { index, leaf } of matchOf(file.checked, known).matched) {
        const word = directive.words[index];
        if (
          word === undefined ||
          word.unknown !== undefined ||
          leaf.kind !== "value" ||
          !isPlaceholder(word.value) ||
          // Whoever gives a block such a name uses it so.
          (/^(?:def|ref)$/.test(leaf.type) && !word.value.startsWith("<"))
        )
          continue;
        report({ file, span: word }, "placeholder", {
          params: { value: word.value },
          daemon: takes(leaf.type, word.value) ? "silent" : "reject",
        });
      }
    }
  },
});

function takes(type: string, value: string): boolean {
  return anyText.has(type) || (interfaceTypes.has(type) && value.length <= maxInterfaceName);
}

/** A network with bits set that its prefix length leaves out: nginx takes them off and says so. */
import { networkEnds, parseAddress } from "../../model/address.ts";
import type { Word } from "../../syntax/tree.ts";
import { replace } from "../rule.ts";
import { called } from "./blocks.ts";
import { nginxRule } from "./nginx-rule.ts";

export const lowAddressBits = nginxRule({
  name: "low-address-bits",
  code: "NG227",
  severity: "warning",
  daemon: "warn",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    const words: (Word | undefined)[] = ["allow", "deny", "set_real_ip_from"].flatMap((name) =>
      called(subject, name).map(({ directive }) => directive.words[1]),
    );
    for (const { directive } of called(subject, "geo")) {
      for (const line of directive.body?.children ?? []) {
        if (line.kind === "directive")
          words.push(line.words[0].value === "delete" ? line.words[1] : line.words[0]);
      }
    }
    for (const word of words) {
      if (word === undefined || word.unknown !== undefined) continue;
      const network = networkOf(word.value);
      if (network === undefined || network === word.value.toLowerCase()) continue;
      report({ file, span: word }, "low-bits", {
        params: { value: word.value, network },
        fixes: [replace({ id: "fix", params: { network } }, "safe", word, network)],
      });
    }
  },
});

/** The network as nginx takes it; `undefined` for what is none or has no such bits. */
function networkOf(text: string): string | undefined {
  const [, written = "", bits = ""] = /^([^/]+)\/(\d{1,3})$/.exec(text) ?? [];
  const address = parseAddress(written);
  if (address === undefined || Number(bits) > address.bytes.length * 8) return undefined;
  const [first] = networkEnds(address, Number(bits));
  return first.text === address.text ? undefined : `${first.text}/${bits}`;
}

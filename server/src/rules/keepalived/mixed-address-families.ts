/** The first address of an instance makes it IPv4 or IPv6: keepalived drops what is of the other family. */
import { parseNetwork } from "../../model/address.ts";
import type { PlacedAddress } from "../../model/file-model.ts";
import type { Directive } from "../../syntax/tree.ts";
import type { Span } from "../../text/span.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import type { Fix } from "../rule.ts";
import { certainLinesOf, entryAt, linesOf, removeLines } from "./keepalived-rule.ts";
import { instanceRule } from "./vrrp-rule.ts";

export const mixedAddressFamilies = instanceRule({
  name: "mixed-address-families",
  code: "KA246",
  severity: "error",
  daemon: "reject",
  check({ file, instance, block, place }, report) {
    const { family } = instance;
    if (family === undefined) return;
    const related = [{ place: place(family.span), message: { id: "family" } }];
    const wrong = (one: { readonly family: 4 | 6; readonly span: Span }) =>
      one.family !== family.value && one.span.start > family.span.start;
    for (const address of instance.addresses.filter(wrong)) {
      const line = entryAt(block, "virtual_ipaddress", address.span);
      report(address.span, "virtual-address", {
        params: { address: address.address, family: family.value },
        related,
        fixes: line === undefined ? [] : [moveToExcluded(file, block, line)],
      });
    }
    for (const { value, span } of [...instance.unicastPeers, ...sourcesOf(block)].filter(wrong))
      report(span, "address", { params: { address: value, family: family.value }, related });
    for (const line of certainLinesOf(block, "native_ipv6")) {
      if (wrong({ family: 6, span: line }))
        report(line.words[0], "native", { related, fixes: [removeLines("remove", "safe", file, line)] });
    }
  },
});

/** The addresses of the lines that take one. */
function sourcesOf(block: Directive): PlacedAddress[] {
  return ["unicast_src_ip", "mcast_src_ip", "mcast_dst_ip", "use_ipvlan"]
    .flatMap((keyword) => certainLinesOf(block, keyword))
    .flatMap(({ words: [, ...values] }) => values)
    .flatMap((word) => {
      const address = parseNetwork(word.value)?.address;
      return address === undefined ? [] : [{ family: address.family, value: address.text, span: word }];
    });
}

/** Addresses that are not sent in the adverts may be of any family. */
function moveToExcluded(file: SourceFile, block: Directive, line: Directive): Fix {
  const removal = removeLines("exclude", "unsafe", file, line);
  const list = linesOf(block, "virtual_ipaddress").find(
    (one) => one.start < line.start && line.end < one.end,
  );
  const at = list?.end ?? block.end;
  const indent = /[^\S\n]*$/.exec(file.text.slice(0, list?.start ?? 0))?.[0] ?? "";
  const lastWord = line.words[line.words.length - 1] ?? line.words[0];
  const entry = file.text.slice(line.start, lastWord.end);
  const text = `\n${indent}virtual_ipaddress_excluded {\n${indent}    ${entry}\n${indent}}`;
  return { ...removal, edits: [...removal.edits, { span: { start: at, end: at }, text }] };
}

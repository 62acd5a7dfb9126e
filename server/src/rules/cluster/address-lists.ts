/** Lists of virtual addresses of two nodes: what one lacks of the other, and the edits that bring them into line. */
import type { Part } from "../../ha/virtual-routers.ts";
import type { AddressEntry } from "../../model/entries.ts";
import type { Span } from "../../text/span.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import { blockAt, linesOf } from "../keepalived/keepalived-rule.ts";
import type { Fix, Message } from "../rule.ts";
import { type FileEdit, fixOf, linesAbove, linesBelow, takenOut } from "./copied-lines.ts";

export interface AddressList {
  readonly part: Part;
  readonly keyword: "virtual_ipaddress" | "virtual_ipaddress_excluded";
}

export interface Difference {
  readonly odd: AddressList;
  readonly like: AddressList;
  /** Entries of `odd` that `like` lacks. */
  readonly surplus: readonly AddressEntry[];
  /** Entries of `like` that `odd` lacks. */
  readonly missing: readonly AddressEntry[];
  /** No third node has a list: the other node's may be changed as well. */
  readonly isPair: boolean;
}

/** The difference in words, as parameters of a message: `only-here` and `only-there`. */
export function spokenDifference({ surplus, missing }: Difference): Message[] {
  const addresses = (entries: readonly AddressEntry[]) => entries.map((entry) => entry.address).join(", ");
  return [
    ...(surplus.length === 0 ? [] : [{ id: "only-here", params: { addresses: addresses(surplus) } }]),
    ...(missing.length === 0 ? [] : [{ id: "only-there", params: { addresses: addresses(missing) } }]),
  ];
}

/** Where the difference shows: an address that the other node lacks, else the end of the list, else the instance's name. */
export function placesOf({ odd, like, surplus, missing }: Difference): { own: Span; theirs: Span } {
  const shown = (list: AddressList, entries: readonly AddressEntry[]): Span =>
    (entries[0] ?? entriesOf(list).at(-1) ?? list.part.instance.name).span;
  return { own: shown(odd, surplus), theirs: shown(like, missing) };
}

/** Ways to make the lists equal: the one that loses no address first. */
export function addressFixes({ odd, like, surplus, missing, isPair }: Difference): Fix[] {
  const params = { node: like.part.node };
  if (surplus.length === 0) {
    return [
      ...fixOf({ id: "take", params }, added(odd, like, missing)),
      ...(isPair ? fixOf({ id: "remove-there", params }, ...removed(like, missing)) : []),
    ];
  }
  if (missing.length === 0) {
    return [
      ...(isPair ? fixOf({ id: "add-there", params }, added(like, odd, surplus)) : []),
      ...fixOf({ id: "remove" }, ...removed(odd, surplus)),
    ];
  }
  if (missing.length === surplus.length) {
    const edits = surplus.map((entry, i) => replaced(odd, entry, like, missing[i]));
    return fixOf({ id: "replace", params }, ...edits);
  }
  return fixOf({ id: "replace", params }, added(odd, like, missing), ...removed(odd, surplus));
}

function entriesOf({ part: { instance }, keyword }: AddressList): readonly AddressEntry[] {
  return keyword === "virtual_ipaddress" ? instance.addresses : instance.excludedAddresses;
}

/** Lines for entries of the other list, before the first of the own one or in a block of their own. */
function added(to: AddressList, from: AddressList, entries: readonly AddressEntry[]): FileEdit | undefined {
  const { file } = to.part;
  const lines = entries.map((entry) => textOf(from.part.file, entry));
  const [first] = entriesOf(to);
  if (first !== undefined) return linesAbove(file, first.span, lines);
  const [block] = blocksOf({ part: to.part, keyword: "virtual_ipaddress" });
  return block && linesBelow(file, block, [`${to.keyword} {`, ...lines.map((line) => `    ${line}`), "}"]);
}

function removed(list: AddressList, entries: readonly AddressEntry[]): (FileEdit | undefined)[] {
  const { file } = list.part;
  // An empty block is nothing that anyone would want to keep.
  if (entries.length === entriesOf(list).length) return blocksOf(list).map((block) => takenOut(file, block));
  return entries.map((entry) => takenOut(file, wholeOf(file, entry)));
}

function replaced(
  { part: { file } }: AddressList,
  { span }: AddressEntry,
  from: AddressList,
  entry: AddressEntry | undefined,
): FileEdit | undefined {
  if (entry === undefined) return undefined;
  return { file, span, text: from.part.file.text.slice(entry.span.start, entry.span.end) };
}

/** The entry with its options. */
function wholeOf(file: SourceFile, { span }: AddressEntry): Span {
  return { start: span.start, end: span.start + textOf(file, { span }).length };
}

/** The entry as written, without a comment behind it. */
function textOf(file: SourceFile, { span }: Pick<AddressEntry, "span">): string {
  const line = file.lines.lineSpan(file.lines.position(span.start).line);
  return file.text.slice(span.start, line.end).replace(/\s*[#!}].*$/, "");
}

function blocksOf({ part: { file, instance }, keyword }: AddressList): Span[] {
  const block = blockAt(file, instance.span);
  return block === undefined ? [] : linesOf(block, keyword);
}

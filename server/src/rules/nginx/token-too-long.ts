/** A word or a comment that does not fit into nginx's buffer of 4096 bytes (ngx_conf_read_token). */
import type { Word } from "../../syntax/tree.ts";
import { nodesHere } from "../locality.ts";
import { nginxRule } from "./nginx-rule.ts";

const buffer = 4096;

export const tokenTooLong = nginxRule({
  name: "token-too-long",
  code: "NG214",
  severity: "error",
  daemon: "reject",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    const { text, tree } = file;
    for (const comment of tree.comments) {
      if (comment.kind !== "comment" || comment.end - comment.start < buffer / 3) continue;
      const bytes = bytesOf(text.slice(comment.start, comment.end));
      if (bytes >= buffer) report({ file, span: comment }, "comment", { params: { bytes, max: buffer - 1 } });
    }
    for (const { node } of nodesHere(subject)) {
      if (node.kind !== "directive") continue;
      for (const word of node.words) checkWord(word);
    }

    function checkWord(word: Word): void {
      if (word.end - word.start < buffer / 3 || word.unknown !== undefined) return;
      const raw = text.slice(word.start, word.end);
      const bytes = bytesOf(word.quoted ? raw.slice(1, -1) : raw);
      const max = word.quoted ? buffer - 2 : buffer - 1;
      if (bytes > max) report({ file, span: word }, "word", { params: { bytes, max } });
    }
  },
});

/** Bytes in UTF-8; a text without characters beyond Latin-1 may be in that encoding, so it is counted so. */
function bytesOf(text: string): number {
  return /[^\0-\xff]/.test(text) ? new TextEncoder().encode(text).length : text.length;
}

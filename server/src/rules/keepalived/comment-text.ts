/** Tells words that were meant for a reader from words that were meant for the daemon. */

/** What comments of other languages begin with, quotes, and text that no keyword is made of. */
const commentLike = /^(?:\/\/|\/\*|--\s|;|<!--|['‘’“”（(]|[\u0080-\uffff])/;

/** True of text that begins as a comment of some language does, or in a script that no keyword is written in. */
export function looksLikeComment(text: string): boolean {
  return commentLike.test(text) && !text.startsWith("\ufeff");
}

/** True of a line that reads as a sentence: several words of letters, and nothing else. */
export function looksLikeProse(text: string): boolean {
  return /^\p{L}[\p{L}'’-]*[,.:]?(?:\s+[\p{L}'’(][\p{L}'’)-]*[,.:;!?)]?){3,}$/u.test(text);
}

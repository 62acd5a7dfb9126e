/** A check that stops keepalived itself instead of failing: the node leaves the cluster for good, and the weight never counts. */
import { keepalivedRule } from "./keepalived-rule.ts";
import { isCheck, scriptWords } from "./script-words.ts";

/** `systemctl stop keepalived` and its kin; `killall -0` only asks. */
const stops = [
  /\b(?:systemctl|rc-service|service)\b[^;&|]*\b(?:stop|restart|kill)\b[^;&|]*\bkeepalived\b/,
  /(?:\bservice\s+|\brc-service\s+|\/)keepalived\s+(?:stop|restart)\b/,
  /\b(?:pkill|killall)\b(?![^;&|]*\s-(?:0|s\s*0)\b)[^;&|]*\bkeepalived\b/,
];

export const checkStopsKeepalived = keepalivedRule({
  name: "check-stops-keepalived",
  code: "KA275",
  severity: "warning",
  daemon: "silent",
  check({ file }, report) {
    for (const script of scriptWords(file)) {
      const { word } = script;
      if (isCheck(script) && word.unknown === undefined && stops.some((one) => one.test(word.value)))
        report({ file, span: word }, "stops");
    }
  },
});

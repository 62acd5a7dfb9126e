/** The words of the text report around the messages, in each language. */
import type { Verdict } from "../../catalogue/entry.ts";
import type { Safety, Severity } from "../../rules/rule.ts";
import type { Locale } from "../../text/locale.ts";

export interface Words {
  severity(severity: Severity): string;
  /** What the check run of the daemon does at the place. */
  daemon(checkRun: string, verdict: Verdict): string;
  /** What stands before the title of a fix. */
  fix(safety: Safety): string;
  count(severity: Severity, count: number): string;
  /** Puts the parts of an enumeration together. */
  list(parts: readonly string[]): string;
  found(counts: string, where: string): string;
  nothingFound: string;
  /** `targets` are daemons with their versions. */
  where(files: number, targets: string): string;
  clusters(names: readonly (readonly [string, readonly string[]])[]): string;
  manyClusters(count: number): string;
  fixed(count: number): string;
  fixable(safe: number, unsafe: number): string;
}

export function wordsIn(locale: Locale): Words {
  return words[locale];
}

const english: Words = {
  severity: (severity) => severity,
  daemon: (checkRun, verdict) =>
    `(${checkRun} ${{ reject: "fails", warn: "warns", silent: "is silent" }[verdict]})`,
  fix: (safety) => (safety === "safe" ? "fix: " : "unsafe fix: "),
  count: (severity, count) => plural(count, severity),
  list: (parts) => parts.join(", "),
  found: (counts, where) => `${counts} in ${where}`,
  nothingFound: "nothing found",
  where: (files, targets) => `${plural(files, "file")} for ${targets}`,
  clusters(names) {
    const texts = names.map(([name, nodes]) => `${name} (${nodes.join(", ")})`);
    return `; ${names.length === 1 ? "cluster" : "clusters"} ${texts.join(", ")}`;
  },
  manyClusters: (count) => `; ${count} clusters`,
  fixed: (count) => `${plural(count, "fix", "fixes")} written`,
  fixable(safe, unsafe) {
    const parts = [
      ...(safe === 0 ? [] : [`${safe} can be fixed with --fix`]),
      ...(unsafe === 0
        ? []
        : [`${unsafe}${safe === 0 ? " can be fixed" : " more"} with --fix --unsafe-fixes`]),
    ];
    return `${parts.join(", ")} (see first what it would do: --diff)`;
  },
};

const chineseSeverity: Readonly<Record<Severity, string>> = {
  error: "错误",
  warning: "警告",
  info: "信息",
  hint: "提示",
};

const chinese: Words = {
  severity: (severity) => chineseSeverity[severity],
  daemon: (checkRun, verdict) =>
    `（${checkRun} ${{ reject: "会失败", warn: "会警告", silent: "不提示" }[verdict]}）`,
  fix: (safety) => (safety === "safe" ? "修复：" : "需确认的修复："),
  count: (severity, count) => `${count} 个${chineseSeverity[severity]}`,
  list: (parts) => parts.join("、"),
  found: (counts, where) => `${counts}；${where}`,
  nothingFound: "没有发现问题",
  where: (files, targets) => `共 ${files} 个文件，按 ${targets} 检查`,
  clusters: (names) => `；集群 ${names.map(([name, nodes]) => `${name}（${nodes.join("、")}）`).join("、")}`,
  manyClusters: (count) => `；${count} 个集群`,
  fixed: (count) => `已写入 ${count} 处修复`,
  fixable(safe, unsafe) {
    const parts = [
      ...(safe === 0 ? [] : [`${safe} 处可用 --fix 修复`]),
      ...(unsafe === 0 ? [] : [`${safe === 0 ? "" : "另有 "}${unsafe} 处可用 --fix --unsafe-fixes 修复`]),
    ];
    return `${parts.join("，")}（先用 --diff 查看会改什么）`;
  },
};

const words: Readonly<Record<Locale, Words>> = { en: english, "zh-CN": chinese };

function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** What is on record of every nginx directive, probed on three releases: kalint gives the same verdict. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { shared } from "../support/shared.ts";
import { nginxFrames } from "./fuzz/nginx-line-frames.ts";
import { lineLists } from "./fuzz/nginx-lines.ts";
import { firstLine, refusalsOf } from "./refusals.ts";

interface Directive {
  readonly name: string;
  readonly module: string;
  readonly contexts: readonly string[];
  readonly arity: readonly number[] | { readonly min: number; readonly max: number | null };
  readonly block: boolean;
  readonly obsolete?: boolean;
  readonly versions: Readonly<Record<string, boolean>>;
  readonly byVersion?: Readonly<Record<string, Partial<Directive>>>;
  readonly duplicateProbe?: { readonly verdict: string; readonly context: string; readonly line: string };
}
interface Facts {
  readonly directives: readonly Directive[];
  readonly structuredParams: Readonly<
    Record<string, readonly { readonly param: string; readonly versions: readonly string[] }[]>
  >;
}

const file = shared("facts/nginx.json", "recorded verdicts on nginx's directives");
const targets = ["1.22", "1.26", "1.30"];
const blocks = Object.keys(nginxFrames).filter((scope) => !lineLists.has(scope));

/** A line that has to be refused, or not, where it stands. */
interface Sample {
  readonly scope: string;
  readonly line: string;
}

describe.skipIf(file === undefined)("kalint", () => {
  const { directives, structuredParams }: Facts =
    file === undefined ? { directives: [], structuredParams: {} } : JSON.parse(readFileSync(file, "utf8"));
  const versionsOf = (name: string, scope: string) =>
    directives.filter((d) => d.name === name && (d.contexts.includes(scope) || d.contexts.includes("any")));

  it.each(targets)("refuses every directive in every block that it does not belong to in %s", (target) => {
    // What no packaged build has is not held against a file.
    const packaged = directives.filter((d) => targets.some((t) => d.versions[t] === true));
    const names = [...new Set(packaged.map((d) => d.name))];
    const samples = blocks.flatMap((scope) =>
      names.flatMap((name) =>
        versionsOf(name, scope).some((d) => d.versions[target] === true)
          ? []
          : [{ scope, line: `${name} x;` }],
      ),
    );
    expect(samples.length).toBeGreaterThan(6000);
    expect(notRefused(samples, target)).toEqual([]);
  });

  it.each(targets)("refuses every number of arguments that is not on record in %s", (target) => {
    const samples = directives.flatMap((directive) => {
      const { name, contexts, block, versions } = directive;
      const arity = directive.byVersion?.[target]?.arity ?? directive.arity;
      const obsolete = directive.byVersion?.[target]?.obsolete ?? directive.obsolete;
      const [scope = ""] = contexts;
      if (versions[target] !== true || obsolete === true || nginxFrames[scope] === undefined) return [];
      // Of the words behind the name nginx reads those it knows.
      if (name === "thread_pool") return [];
      return Array.from({ length: 9 }, (_, count) => count)
        .filter((count) => !takes(arity, count))
        .map((count) => ({
          scope,
          line: `${[name, ...Array(count).fill("1")].join(" ")}${block ? " { }" : ";"}`,
        }));
    });
    expect(samples.length).toBeGreaterThan(4000);
    expect(notRefused(samples, target)).toEqual([]);
  });

  it.each(targets)("takes every recorded line, and a second one as it is on record in %s", (target) => {
    const wrong: string[] = [];
    let probed = 0;
    for (const { versions, duplicateProbe } of directives) {
      const frame = nginxFrames[duplicateProbe?.context ?? ""];
      if (duplicateProbe === undefined || frame === undefined || versions[target] !== true) continue;
      const { line, verdict, context } = duplicateProbe;
      if (needsMore.test(line)) continue;
      probed++;
      const accepted = refusalsOf("nginx", frame(line), target);
      const again = refusalsOf("nginx", frame(`${line}\n${line}`), target);
      const says = accepted.map((f) => `${f.rule.name} ${f.message.id}`).join(", ");
      if (accepted.length > 0) wrong.push(`[${context}] ${line}: ${says}`);
      else if ((verdict === "rejected") !== again.length > 0)
        wrong.push(`[${context}] ${line} twice: on record ${verdict}`);
    }
    expect(probed).toBeGreaterThan(500);
    expect(wrong).toEqual([]);
  });

  it.each(targets)("knows the parameters of structured directives of %s", (target) => {
    const wrong: string[] = [];
    for (const [title, params] of Object.entries(structuredParams)) {
      const holder = holders[title];
      if (holder === undefined) continue;
      for (const { param, versions } of params) {
        const value = param.endsWith("=") ? (values[param] ?? "1") : "";
        // Names are resolved at run time where there is a zone and a resolver to do so.
        const before = /^(?:resolve|service=)$/.test(param) ? "zone z 64k; resolver 127.0.0.1; " : "";
        const behind = param === "service=" ? " resolve" : "";
        const line = `${before}${holder.line} ${param}${value}${behind};`;
        const refused = refusalsOf("nginx", nginxFrames[holder.scope]?.(line) ?? "", target);
        if (versions.includes(target) === refused.length > 0)
          wrong.push(
            `${line} ${refused.map((f) => `${f.rule.name} ${f.message.id}`).join(", ") || "accepted"}`,
          );
      }
    }
    expect(wrong).toEqual([]);
  });
});

/** Lines of one block are put into one file; those on whose line there is no refusal are returned. */
function notRefused(samples: readonly Sample[], target: string): string[] {
  const missed: string[] = [];
  for (const scope of new Set(samples.map((sample) => sample.scope))) {
    const lines = samples.filter((sample) => sample.scope === scope).map(({ line }) => line);
    const text = nginxFrames[scope]?.(`\n${lines.join("\n")}`) ?? "";
    const first = text.slice(0, text.indexOf(`\n${lines.join("\n")}`)).split("\n").length + 1;
    const refused = new Set(
      refusalsOf("nginx", text, target)
        .filter((f) => f.rule.name !== "duplicate-directive")
        .map(firstLine),
    );
    missed.push(...lines.filter((_, i) => !refused.has(first + i)).map((line) => `[${scope}] ${line}`));
  }
  return missed;
}

function takes(arity: Directive["arity"], count: number): boolean {
  if ("min" in arity) return count >= arity.min && (arity.max === null || count <= arity.max);
  return arity.includes(count);
}

/** Recorded of another release, or of a name that the file around it has. */
const needsMore = /^(?:http2_(?:max_concurrent_pushes|push)|log_format lf|valid_referers|listen 127)/;

const holders: Readonly<Record<string, Sample>> = {
  "listen(http)": { scope: "server", line: "listen 127.0.0.1:8085" },
  "listen(stream)": { scope: "stream-server", line: "listen 127.0.0.1:8085" },
  "listen(mail)": { scope: "mail-server", line: "listen 127.0.0.1:8085" },
  "server(upstream)": { scope: "upstream", line: "server a.test:8080" },
  "server(stream-upstream)": { scope: "stream-upstream", line: "server a.test:8080" },
  proxy_cache_path: { scope: "http", line: "proxy_cache_path /tmp/x keys_zone=x:1m" },
  limit_req: { scope: "location", line: "limit_req zone=rz" },
  open_file_cache: { scope: "http", line: "open_file_cache max=5" },
  open_log_file_cache: { scope: "http", line: "open_log_file_cache max=5" },
  ssl_certificate_cache: { scope: "server", line: "ssl_certificate_cache max=5" },
  thread_pool: { scope: "main", line: "thread_pool x threads=5" },
};

const values: Readonly<Record<string, string>> = {
  "ipv6only=": "on",
  "so_keepalive=": "on",
  "keys_zone=": "y:1m",
  "use_temp_path=": "on",
  "zone=": "rz",
};

/** Frontends, the backends that their rules name, and the servers of those. What is decided when a request comes is left out. */
import type { PlacedName } from "../../catalogue/check.ts";
import {
  backendNamed,
  effective,
  headOf,
  isBackend,
  isProxy,
  type Line,
  type Section,
  sectionsIn,
} from "../../rules/haproxy/haproxy-rule.ts";
import type { Directive } from "../../syntax/tree.ts";
import type { Span } from "../../text/span.ts";
import type { Unit } from "../../workspace/snapshot.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import type { Send, Traffic, TrafficNode } from "../traffic.ts";

export function haproxyTraffic(unit: Unit): Traffic {
  const sections = sectionsIn(unit).filter(isProxy);
  const nodes = new Map(sections.filter(isNamed).map((section) => [section, proxyNode(section)]));
  const targets = new Map(unit.files.flatMap(targetsIn));
  const servers: TrafficNode[] = [];
  const sends: Send[] = [];
  for (const [section, from] of nodes) {
    if (section.kind !== "backend") {
      for (const { file, name } of rulesOf(section, unit, targets)) {
        const named = backendNamed(unit, name.name);
        const to = named === undefined ? undefined : nodes.get(named);
        if (to !== undefined) sends.push({ from, to, span: file === from.file ? name.span : from.nameSpan });
      }
    }
    if (!isBackend(section)) continue;
    for (const line of section.lines) {
      const to = serverNode(section, line);
      if (to === undefined) continue;
      servers.push(to);
      sends.push({ from, to, span: to.nameSpan });
    }
  }
  return { nodes: [...nodes.values(), ...servers], sends };
}

/** The backends that a proxy's own rules name, in their order, and the one that is left for all else. */
function rulesOf(section: Section, unit: Unit, targets: ReadonlyMap<Directive, Target>): Target[] {
  const { lines } = effective(section, unit);
  const fallback = lines.findLast(({ keyword }) => keyword === "default_backend");
  return lines.flatMap((line) =>
    line.keyword === "use_backend" || line === fallback ? (targets.get(line.directive) ?? []) : [],
  );
}

interface Target {
  readonly file: SourceFile;
  readonly name: PlacedName;
}

/** The backend that a line sends to, where it says so itself. */
function targetsIn(file: SourceFile): [Directive, Target][] {
  return file.model.names.flatMap((name): [Directive, Target][] => {
    const { role, kinds, directive, span } = name;
    // A condition behind it may name backends too.
    if (role !== "reference" || !kinds.includes("backend") || span.start !== directive.words[1]?.start)
      return [];
    const keyword = file.checked.known.get(directive)?.entry.name;
    return keyword === "use_backend" || keyword === "default_backend" ? [[directive, { file, name }]] : [];
  });
}

function isNamed({ name }: Section): boolean {
  return name !== undefined && name.unknown === undefined;
}

function proxyNode({ file, kind, name, directive }: Section): TrafficNode {
  return {
    file,
    kind,
    role: kind === "backend" ? "pool" : "proxy",
    ...named(name ?? directive.words[0]),
    detail: kind,
    span: { start: directive.start, end: directive.end },
    head: headOf(directive),
  };
}

function serverNode({ file }: Section, { directive, keyword }: Line): TrafficNode | undefined {
  const [, name, ...rest] = directive.words;
  if ((keyword !== "server" && keyword !== "server-template") || name === undefined) return undefined;
  if (name.unknown !== undefined) return undefined;
  const address = rest[keyword === "server" ? 0 : 1]?.value ?? "";
  const head = headOf(directive);
  return { file, kind: keyword, role: "server", ...named(name), detail: address, span: head, head };
}

function named(word: Span & { readonly value: string }): Pick<TrafficNode, "name" | "nameSpan"> {
  return { name: word.value, nameSpan: { start: word.start, end: word.end } };
}

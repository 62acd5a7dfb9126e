/** Nodes of a cluster, and what one rule says of them. */
import type { Finding } from "../../server/src/lint/finding.ts";
import { applyEdits } from "../../server/src/text/edit.ts";
import { type Config, defaultConfig } from "../../server/src/workspace/config.ts";
import { lintTexts, type TextFile } from "./lint-text.ts";

export interface Instance {
  readonly name?: string;
  readonly state?: string;
  readonly vrid?: number;
  readonly priority?: number;
  readonly vip?: string;
  readonly interface?: string;
  readonly more?: string;
}

export function instance({
  name = "VI_1",
  state = "BACKUP",
  vrid = 51,
  priority = 100,
  vip = "192.0.2.10/24",
  interface: link = "eth0",
  more = "",
}: Instance = {}): string {
  return `vrrp_instance ${name} {
    state ${state}
    interface ${link}
    virtual_router_id ${vrid}
    priority ${priority}
    ${more}
    virtual_ipaddress {
        ${vip}
    }
}
`;
}

export const low = { priority: 90 };

/** One file per node, `/node-a/keepalived.conf` and so on. */
export function nodes(...texts: readonly string[]): TextFile[] {
  return texts.map((text, i) => ({ path: `/node-${"abc"[i]}/keepalived.conf`, text }));
}

export function findingsOf(
  rule: string,
  files: readonly TextFile[],
  config: Config = defaultConfig,
): Finding[] {
  return lintTexts(files, { only: [rule] }, config);
}

/** `node message severity`, the node by its letter. */
export function spell(rule: string, files: readonly TextFile[], config?: Config): string[] {
  return findingsOf(rule, files, config).map((f) => `${f.file.path[6]} ${f.message.id} ${f.severity}`);
}

/** The files after the first fix of the one finding. */
export function fixed(rule: string, files: readonly TextFile[], number = 0): TextFile[] {
  const [finding] = findingsOf(rule, files);
  const edits = finding?.fixes[number]?.edits ?? [];
  return files.map((file) => ({
    ...file,
    text: applyEdits(
      file.text,
      edits.filter((edit) => (edit.file ?? finding?.file)?.path === file.path),
    ),
  }));
}

/** Virtual routers written as configurations: what the arithmetic is asked about is what a person would write. */
import { type RouterNode, routerNode } from "../../server/src/ha/priority.ts";
import { snapshotOf } from "../support/lint-text.ts";

/** The first instance of a text as the arithmetic sees it. */
export function router(text: string, node = "a"): RouterNode | undefined {
  const [file] = snapshotOf([
    { path: `/${node}/keepalived.conf`, text, dialect: "keepalived" },
  ]).files.values();
  const model = file?.model.vrrp;
  const instance = model?.instances[0];
  return model === undefined || instance === undefined ? undefined : routerNode(node, instance, model);
}

export interface Written {
  readonly state?: string;
  readonly priority?: number | string;
  /** What stands behind `weight` of the script `chk`; absent: no weight. */
  readonly weight?: string;
  /** The line in `track_script`. */
  readonly tracked?: string;
  /** Further lines of the instance. */
  readonly more?: string;
}

export function text({ state = "BACKUP", priority, weight, tracked = "chk", more = "" }: Written): string {
  return `vrrp_script chk {
    script "/usr/bin/true"
    ${weight === undefined ? "" : `weight ${weight}`}
}
vrrp_instance VI_1 {
    state ${state}
    interface eth0
    virtual_router_id 51
    ${priority === undefined ? "" : `priority ${priority}`}
    ${more}
    track_script {
        ${tracked}
    }
}
`;
}

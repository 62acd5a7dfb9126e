/** What one configuration says that groups it with others: asked for with every snapshot, worked out once. */
import { type NodeToken, nodeTokens } from "./node-tokens.ts";
import { basename } from "./paths.ts";
import { remembered } from "./remembered.ts";
import { type Signature, signatureOf } from "./resemblance.ts";
import type { Unit } from "./snapshot.ts";
import type { SourceFile } from "./source-file.ts";
import { isFragment, isTemplated } from "./units.ts";

export interface UnitEvidence {
  readonly unit: Unit;
  /** That of the main file. */
  readonly path: string;
  /** It can be a node: keepalived runs an instance of it. A fragment is a part of a node, not one. */
  readonly canBeNode: boolean;
  /** It is there to be copied or filled in, so that what it says is no node's. */
  readonly isModel: boolean;
  readonly pragma: Pragma | undefined;
  readonly tokens: readonly NodeToken[];
  readonly signature: Signature;
  /** Units with the same print are grouped in the same way. */
  readonly print: string;
}

/** `# kalint: cluster=NAME node=NAME` in the main file. */
export interface Pragma {
  readonly cluster: string;
  readonly node?: string;
}

export const evidenceOf = remembered((unit: Unit): UnitEvidence => {
  const [main] = unit.files;
  const path = main?.path ?? "";
  const signature = signatureOf(unit);
  const isNode = main?.model.vrrp !== undefined && !isFragment(main);
  const canBeNode = isNode && signature.instances > 0;
  const isModel = modelName.test(basename(path)) || isTemplated(unit);
  const pragma = main === undefined ? undefined : pragmaIn(main);
  const print = JSON.stringify([path, main?.dialect.id, canBeNode, isModel, pragma, spelled(signature)]);
  return { unit, path, canBeNode, isModel, pragma, tokens: nodeTokens(path), signature, print };
});

function spelled(signature: Signature): unknown {
  return signature.instances === 0 ? 0 : Object.values(signature);
}

const pragmaIn = remembered((file: SourceFile): Pragma | undefined => {
  if (!file.holds("kalint:")) return undefined;
  for (const comment of file.tree.comments) {
    const text = file.text.slice(comment.start, comment.end);
    const cluster = /kalint:.*?\bcluster=([\w.-]+)/.exec(text)?.[1];
    if (cluster === undefined) continue;
    const node = /kalint:.*?\bnode=([\w.-]+)/.exec(text)?.[1] ?? nodeTokens(file.path)[0]?.token;
    return { cluster, ...(node === undefined ? {} : { node }) };
  }
  return undefined;
});

/** A sample, a template or an old copy, as its name says. */
const modelName =
  /[._-](?:sample|example|template|tmpl|tpl|dist|default|in|j2|jinja2?|erb|ctmpl|mustache|orig|old|bak)(?:\.(?:conf|txt))*$/i;

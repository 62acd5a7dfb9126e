/** Two files in no cluster that one signal brings together: too little to compare them, enough to ask. */

import { addCluster } from "../../workspace/config-edit.ts";
import { clusterOfUnits, configuredForm } from "../../workspace/configured-form.ts";
import { dirname } from "../../workspace/paths.ts";
import type { PossiblePeers, Signal, Snapshot, Unit } from "../../workspace/snapshot.ts";
import type { Place } from "../../workspace/source-file.ts";
import { type Fix, fileRule } from "../rule.ts";

export const possiblePeer = fileRule({
  name: "possible-peer",
  group: "cluster",
  code: "CL132",
  severity: "info",
  daemon: "silent",
  dialect: "keepalived",
  check({ file, snapshot }, report) {
    const peers = snapshot.possiblePeersOf(file);
    if (peers === undefined) return;
    const [unit, other] = peers.units;
    const place = placeIn(unit, peers.signal, other);
    const otherPlace = placeIn(other, peers.signal, unit);
    if (place?.file !== file || otherPlace === undefined) return;
    const names = clusterOfUnits(peers.units).nodes.map(({ name }) => name);
    const params = { other: names[1] ?? "", ...paramsOf(peers.signal) };
    report(place, peers.signal.kind, {
      params,
      related: [{ place: otherPlace, message: { id: "other", params } }],
      fixes: fixesFor(peers, snapshot),
    });
  },
});

function paramsOf({ kind, value }: Signal): Readonly<Record<string, string>> {
  if (kind !== "alike") return { value };
  const [id = "", ...rest] = value.split(" ");
  return { id, name: rest.slice(0, -1).join(" "), network: rest.at(-1) ?? "" };
}

/** Where a unit says what the signal says: the address, the peer, else the instance's name. */
function placeIn(unit: Unit, signal: Signal, other: Unit): Place | undefined {
  const { kind, value } = signal;
  const sources = new Set(instancesOf(other).map(({ instance }) => instance.unicastSource?.value));
  for (const { file, instance } of instancesOf(unit)) {
    const found =
      kind === "address"
        ? instance.addresses.find(({ address }) => address === value)
        : kind === "peers"
          ? instance.unicastPeers.find((peer) => sources.has(peer.value))
          : value.startsWith(`${instance.virtualRouterId?.value} ${instance.name.value} `)
            ? instance.name
            : undefined;
    if (found !== undefined) return { file, span: found.span };
  }
  return undefined;
}

function instancesOf({ files }: Unit) {
  return files.flatMap((file) => (file.model.vrrp?.instances ?? []).map((instance) => ({ file, instance })));
}

/** Names both in kalint.json: from then on they are compared. */
function fixesFor({ units }: PossiblePeers, { configFile, units: all }: Snapshot): readonly Fix[] {
  if (configFile === undefined) return [];
  const cluster = configuredForm(clusterOfUnits(units), dirname(configFile.path), all);
  const edit = addCluster(configFile.text, cluster);
  if (edit === undefined) return [];
  return [{ title: { id: "name-both" }, safety: "unsafe", edits: [{ ...edit, file: configFile }] }];
}

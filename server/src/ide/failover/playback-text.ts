/** A run line by line: what happens, and what the nodes do then. */
import type { Playback } from "../../ha/playback.ts";
import { second } from "../../ha/vrrp-node.ts";

/** Every event, state and change of holders from time 0 on, in order. */
export function playbackText({ run, origin }: Playback): string {
  const { timeline, events } = run;
  const lines: { readonly at: number; readonly rank: number; readonly text: string }[] = [
    ...events.map(({ at, text }) => ({ at, rank: 0, text: `* ${text}` })),
    ...timeline.priorities.map(({ at, node, instance, from, to }) => ({
      at,
      rank: 1,
      text: `  ${node} ${instance}: ${from} → ${to}`,
    })),
    ...timeline.states.map(({ at, node, instance, state }) => ({
      at,
      rank: 2,
      text: `  ${node} ${instance}: ${state}`,
    })),
    ...timeline.addresses.map(({ at, node, address, held }) => ({
      at,
      rank: 3,
      text: `  ${node} ${held ? "+" : "−"} ${address}`,
    })),
  ];
  return lines
    .filter(({ at }) => at >= origin)
    .sort((a, b) => a.at - b.at || a.rank - b.rank)
    .map(({ at, text }) => `${((at - origin) / second).toFixed(2).padStart(8)} s  ${text}\n`)
    .join("");
}

/** Values of a virtual router that the instance or the whole file sets, or that follow from nothing: reported alike. */

import { mismatches, type Part, placeOf, virtualRoutersOf } from "../../ha/virtual-routers.ts";
import type { Cluster } from "../../workspace/snapshot.ts";
import { type Place, type Report, replace } from "../rule.ts";

export interface WrittenValue {
  readonly value: string | number;
  /** Where it is set; absent: it follows from something else or is the default. */
  readonly place?: Place;
}

/** Reports every node whose value differs from that of most, with the fix that takes theirs. */
export function reportMismatches(
  cluster: Cluster,
  valueIn: (part: Part) => WrittenValue | undefined,
  report: Report,
): void {
  for (const router of virtualRoutersOf(cluster)) {
    for (const { odd, like, value, expected } of mismatches(router, valueIn, (a, b) => a.value === b.value)) {
      const params = {
        instance: odd.instance.name.value,
        value: value.value,
        other: expected.value,
        node: like.node,
      };
      const { place } = value;
      const text = String(expected.value);
      report(place ?? placeOf(odd), "differs", {
        params,
        related: [{ place: expected.place ?? placeOf(like), message: { id: "other", params } }],
        ...(place === undefined
          ? {}
          : { fixes: [replace({ id: "take", params }, "unsafe", place.span, text, place.file)] }),
      });
    }
  }
}

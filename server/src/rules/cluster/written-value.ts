/** Values of a virtual router that the instance or the whole file sets, or that follow from nothing: reported alike. */

import { mismatches, type Part, placeOf, virtualRoutersOf } from "../../ha/virtual-routers.ts";
import type { Cluster } from "../../workspace/snapshot.ts";
import type { Params, Place, Report, Severity } from "../rule.ts";
import { type FileEdit, fixOf, linesInInstance } from "./copied-lines.ts";

export interface WrittenValue {
  readonly value: string | number;
  /** Where it is set; absent: it follows from something else or is the default. */
  readonly place?: Place;
}

/** What a difference between two nodes is said with, beside its message. */
export interface Saying {
  readonly params: Params;
  /** The other node's line. */
  readonly theirs: Place;
  /** Takes the other node's value; `undefined` where that can not be done. */
  readonly edit: FileEdit | undefined;
  readonly severity?: Severity;
}

/** Reports a difference with the other node's line beside it (`other`) and the fix that takes its value (`take`). */
export function reportOdd(
  report: Report,
  place: Place,
  message: string,
  { params, theirs, edit, severity }: Saying,
): void {
  report(place, message, {
    params,
    ...(severity === undefined ? {} : { severity }),
    related: [{ place: theirs, message: { id: "other", params } }],
    fixes: fixOf({ id: "take", params }, edit),
  });
}

/**
 * Reports every node whose value differs from that of most, with the fix that takes theirs. Where nothing is written
 * the fix writes a line of its own into the instance, if there is one to write.
 */
export function reportMismatches(
  cluster: Cluster,
  valueIn: (part: Part) => WrittenValue | undefined,
  lineFor: (value: string | number, part: Part) => string | undefined,
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
      const line = lineFor(expected.value, odd);
      const edit =
        place === undefined ? line && linesInInstance(odd, line) : { ...place, text: String(expected.value) };
      const theirs = expected.place ?? placeOf(like);
      reportOdd(report, place ?? placeOf(odd), "differs", { params, theirs, edit: edit || undefined });
    }
  }
}
